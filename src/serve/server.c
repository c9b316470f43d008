#include "serve/server.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <unistd.h>
#include "base/mem.h"
#include "serve/routes.h"
#include "base/banned.h"

/* SILENCE: seconds after which a connection is closed; MEMORY: of each. */
enum { THREADS = 4, SILENCE = 30, MOST_CONNECTIONS = 2048, MEMORY = 16 << 10 };

/* Files that are open for other reasons than a connection. */
enum { OTHER_FILES = 128 };

struct server {
	struct MHD_Daemon *daemon;
	struct state *state;
	int any_host;
};

/* How far a request has come. */
static char begun, waiting;

/* 7.2, Host, without its port: whether it is this machine for itself. */
static int is_loopback(const char *host)
{
	size_t length = strcspn(host, ":");

	if (*host == '[')
		return strncmp(host, "[::1]", 5) == 0 &&
			(host[5] == ':' || host[5] == '\0');
	if (length == 9 && strncasecmp(host, "localhost", 9) == 0)
		return 1;
	/* Nothing but an address: 127.example.org is a name. */
	return strncmp(host, "127.", 4) == 0 &&
		strspn(host, "0123456789.") == length;
}

static int is_host_ours(
	const struct server *server, struct MHD_Connection *connection)
{
	const char *host = MHD_lookup_connection_value(
		connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_HOST);

	return server->any_host || host == NULL || is_loopback(host);
}

static enum MHD_Result send_state(
	struct server *server, struct MHD_Connection *connection)
{
	struct buf name = BUF_INIT, list = BUF_INIT;
	struct answer answer;

	state_get(server->state, &name, &list);
	buf_release(&list);
	answer = answer_bytes(MHD_HTTP_OK, media_of(".txt"), &name);
	answer.version = 0;
	return answer_send(connection, MHD_HTTP_METHOD_GET, &answer);
}

static enum MHD_Result wait_or_send_state(
	struct server *server, struct MHD_Connection *connection, void **stage)
{
	const char *name = MHD_lookup_connection_value(
		connection, MHD_GET_ARGUMENT_KIND, "state");

	*stage = &waiting;
	if (name != NULL && state_wait(server->state, name, connection))
		return MHD_YES;
	return send_state(server, connection);
}

static int is_reading(const char *method)
{
	return strcmp(method, MHD_HTTP_METHOD_GET) == 0 ||
		strcmp(method, MHD_HTTP_METHOD_HEAD) == 0;
}

static struct answer refuse_or_answer(struct server *server,
	struct MHD_Connection *connection, const char *path, const char *method,
	struct buf *location)
{
	if (!is_host_ours(server, connection))
		return routes_refuse(server->state, MHD_HTTP_FORBIDDEN,
			"This name is refused",
			"The preview answers to localhost and to the "
			"address that it printed.");
	if (!is_reading(method))
		return routes_refuse(server->state, MHD_HTTP_METHOD_NOT_ALLOWED,
			"This method is refused",
			"What is here can be read, with GET or HEAD.");
	return routes_answer(server->state, path, location);
}

/* Called again for one request when its body comes or it was woken. */
static enum MHD_Result take_request(void *data,
	struct MHD_Connection *connection, const char *path, const char *method,
	const char *version, const char *upload, size_t *upload_size,
	void **stage)
{
	struct server *server = data;
	struct buf location = BUF_INIT;
	struct answer answer;
	enum MHD_Result result;

	(void)version;
	(void)upload;
	if (*stage == &waiting)
		return send_state(server, connection);
	/* A body, which means nothing here, has to be taken first. */
	if ((*stage == NULL && is_reading(method)) || *upload_size > 0) {
		*stage = &begun;
		*upload_size = 0;
		return MHD_YES;
	}
	if (strcmp(path, "/-/wait") == 0 && *stage == &begun &&
		is_host_ours(server, connection))
		return wait_or_send_state(server, connection, stage);
	answer = refuse_or_answer(server, connection, path, method, &location);
	result = answer_send(connection, method, &answer);
	buf_release(&location);
	return result;
}

/* Paths stay as they were sent: see path_decode(). */
static size_t leave_escaped(
	void *data, struct MHD_Connection *connection, char *text)
{
	(void)data;
	(void)connection;
	return strlen(text);
}

/* Each connection may have a file of feeds/ open beside its own. */
static unsigned allowed_connections(void)
{
	const rlim_t wanted = 2 * MOST_CONNECTIONS + OTHER_FILES;
	struct rlimit files;

	if (getrlimit(RLIMIT_NOFILE, &files) != 0)
		return THREADS;
	if (files.rlim_cur < wanted) {
		files.rlim_cur =
			wanted < files.rlim_max ? wanted : files.rlim_max;
		setrlimit(RLIMIT_NOFILE, &files);
	}
	if (files.rlim_cur >= wanted)
		return MOST_CONNECTIONS;
	if (files.rlim_cur < 2 * OTHER_FILES)
		return THREADS;
	return (unsigned)(files.rlim_cur - OTHER_FILES) / 2;
}

struct server *server_start(int listening, int any_host, struct state *state)
{
	struct server *server = mem_alloc(sizeof(*server));

	server->state = state;
	server->any_host = any_host;
	server->daemon = MHD_start_daemon(
		MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0,
		NULL, NULL, take_request, server, MHD_OPTION_LISTEN_SOCKET,
		listening, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)THREADS,
		MHD_OPTION_CONNECTION_LIMIT, allowed_connections(),
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SILENCE,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)MEMORY,
		MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, NULL,
		MHD_OPTION_END);
	if (server->daemon != NULL)
		return server;
	free(server);
	return NULL;
}

void server_stop(struct server *server)
{
	/* Those who wait must be woken first. */
	state_close(server->state);
	MHD_stop_daemon(server->daemon);
	free(server);
}
