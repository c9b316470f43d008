#include "serve/server.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/mem.h"
#include "serve/routes.h"
#include "base/banned.h"

/*
 * SILENCE: seconds after which a connection is closed; MEMORY: of each.  Each
 * may have a file of feeds/ open beside its own.
 */
enum { SILENCE = 30, MOST_CONNECTIONS = 256, MEMORY = 16 << 10 };

struct server {
	struct MHD_Daemon *daemon;
	const struct state *state;
	bool any_host;
};

/* RFC 9110, 7.2, Host, without its port: this machine's name for itself. */
static bool is_loopback(const char *host)
{
	size_t length = strcspn(host, ":");

	if (*host == '[')
		return strncmp(host, "[::1]", 5) == 0 &&
			(host[5] == ':' || host[5] == '\0');
	if (length == 9 && strncasecmp(host, "localhost", 9) == 0)
		return true;
	/* Nothing but an address: 127.example.org is a name. */
	return strncmp(host, "127.", 4) == 0 &&
		strspn(host, "0123456789.") == length;
}

static bool is_host_ours(
	const struct server *server, struct MHD_Connection *connection)
{
	const char *host = MHD_lookup_connection_value(
		connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_HOST);

	return server->any_host || host == NULL || is_loopback(host);
}

static struct answer refuse_method(const struct state *state)
{
	struct answer answer = routes_refuse(state, MHD_HTTP_METHOD_NOT_ALLOWED,
		"This method is refused",
		"What is here can be read, with GET or HEAD.");

	if (answer.response != NULL)
		MHD_add_response_header(
			answer.response, MHD_HTTP_HEADER_ALLOW, "GET, HEAD");
	return answer;
}

static struct answer refuse_or_answer(const struct server *server,
	struct MHD_Connection *connection, const char *path, const char *method)
{
	if (!is_host_ours(server, connection))
		return routes_refuse(server->state, MHD_HTTP_FORBIDDEN,
			"This name is refused",
			"The preview answers to localhost and to the "
			"address that it printed.");
	if (strcmp(method, MHD_HTTP_METHOD_GET) != 0 &&
		strcmp(method, MHD_HTTP_METHOD_HEAD) != 0)
		return refuse_method(server->state);
	return routes_answer(server->state, path);
}

/* Called for the head of a request, each part of its body, and its end. */
static enum MHD_Result take_request(void *data,
	struct MHD_Connection *connection, const char *path, const char *method,
	const char *version, const char *upload, size_t *upload_size,
	void **begun)
{
	struct server *server = data;
	struct answer answer;

	(void)version;
	(void)upload;
	/* A body, which means nothing here, has to be taken first. */
	if (*begun == NULL || *upload_size > 0) {
		*begun = server;
		*upload_size = 0;
		return MHD_YES;
	}
	answer = refuse_or_answer(server, connection, path, method);
	return answer_send(connection, &answer);
}

/* Paths stay as they were sent: see path_is_possible(). */
static size_t leave_escaped(
	void *data, struct MHD_Connection *connection, char *text)
{
	(void)data;
	(void)connection;
	return strlen(text);
}

struct server *server_start(
	int listening, bool any_host, const struct state *state)
{
	struct server *server = mem_alloc(sizeof(*server));

	server->state = state;
	server->any_host = any_host;
	server->daemon = MHD_start_daemon(MHD_USE_EPOLL, 0, NULL, NULL,
		take_request, server, MHD_OPTION_LISTEN_SOCKET, listening,
		MHD_OPTION_CONNECTION_LIMIT, (unsigned)MOST_CONNECTIONS,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SILENCE,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)MEMORY,
		MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, NULL,
		MHD_OPTION_END);
	if (server->daemon != NULL)
		return server;
	free(server);
	return NULL;
}

int server_events(const struct server *server)
{
	return MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD)
		->epoll_fd;
}

int server_pause(const struct server *server, int most)
{
	MHD_UNSIGNED_LONG_LONG left;

	if (MHD_get_timeout(server->daemon, &left) != MHD_YES ||
		left >= (unsigned)most)
		return most;
	return (int)left;
}

void server_run(const struct server *server)
{
	MHD_run(server->daemon);
}

void server_stop(struct server *server)
{
	MHD_stop_daemon(server->daemon);
	free(server);
}
