#include "serve/server.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/mem.h"
#include "serve/routes.h"
#include "base/banned.h"

/* Commands that run at a time. */
enum { MOST_JOBS = 8 };

/*
 * SILENCE: seconds after which a connection is closed; MEMORY: of each.  Each
 * may have a file of feeds/ open beside its own.
 */
enum { SILENCE = 30, MOST_CONNECTIONS = 256, MEMORY = 16 << 10 };

struct server {
	struct MHD_Daemon *daemon;
	const struct state *state;
	struct request *waiting; /* for their jobs */
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

	answer_add(&answer, MHD_HTTP_HEADER_ALLOW, "GET, HEAD");
	return answer;
}

/* A name that is not ours, or nobody who may be here; else no answer. */
static struct answer refuse_stranger(const struct server *server,
	struct MHD_Connection *connection, const char *path)
{
	const struct state *state = server->state;

	if (!is_host_ours(server, connection))
		return routes_refuse(state, MHD_HTTP_FORBIDDEN,
			"This name is refused",
			"The preview answers to localhost and to the "
			"address that it printed.");
	if (access_opens(&state->access, path))
		return routes_enter(state);
	if (access_has(&state->access, connection))
		return (struct answer){0, NULL};
	return routes_refuse(state, MHD_HTTP_FORBIDDEN,
		"This browser is not known",
		"Open the address that the preview printed when it started.");
}

static bool is_urlencoded(struct MHD_Connection *connection)
{
	static const char type[] = "application/x-www-form-urlencoded";
	const char *value = MHD_lookup_connection_value(
		connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_TYPE);

	return value != NULL && strncasecmp(value, type, strlen(type)) == 0;
}

/* What is wrong with a request already, before its body has come. */
static struct answer refuse(const struct server *server,
	struct MHD_Connection *connection, const char *path, const char *method)
{
	const struct state *state = server->state;
	struct answer answer = refuse_stranger(server, connection, path);

	if (answer.status != 0 || strcmp(method, MHD_HTTP_METHOD_GET) == 0 ||
		strcmp(method, MHD_HTTP_METHOD_HEAD) == 0)
		return answer;
	if (!state_is_edited(state) ||
		strcmp(method, MHD_HTTP_METHOD_POST) != 0)
		return refuse_method(state);
	if (!access_is_from_here(connection))
		return routes_refuse(state, MHD_HTTP_FORBIDDEN,
			"This form is refused",
			"It stood on a page that is not one of the preview.");
	if (!is_urlencoded(connection))
		return routes_refuse(state, MHD_HTTP_UNSUPPORTED_MEDIA_TYPE,
			"This form is refused", "It is sent in another form.");
	return answer;
}

static struct answer answer_form(
	const struct state *state, struct request *request)
{
	request_end(request);
	if (request->size > REQUEST_BYTES)
		return routes_refuse(state, MHD_HTTP_CONTENT_TOO_LARGE,
			"This is too much", "A form has 4 MB at most.");
	if (request->is_odd)
		return routes_refuse(state, MHD_HTTP_BAD_REQUEST,
			"This form is refused",
			"It is not one of the preview's.");
	return routes_order(state, request);
}

static bool is_busy(const struct server *server)
{
	size_t count = 0;

	for (const struct request *request = server->waiting; request != NULL;
		request = request->next)
		count++;
	return count >= MOST_JOBS;
}

static struct answer answer_or_start(
	struct server *server, struct request *request)
{
	struct answer answer = request->processor != NULL
		? answer_form(server->state, request)
		: routes_answer(server->state, request);

	if (answer.status != 0 || !is_busy(server))
		return answer;
	child_stop(&request->job);
	return routes_refuse(server->state, MHD_HTTP_SERVICE_UNAVAILABLE,
		"Too much at once", "Try again in a moment.");
}

/* Its head and body are there.  Answer it, or let it wait for its job. */
static enum MHD_Result answer_request(
	struct server *server, struct request *request)
{
	if (request->answer.status == 0)
		request->answer = answer_or_start(server, request);
	if (request->answer.status != 0)
		return request_send(request);
	request->next = server->waiting;
	server->waiting = request;
	MHD_suspend_connection(request->connection);
	return MHD_YES;
}

/*
 * Called for the head of a request, each part of its body, and its end; and
 * once more when it has waited for a job.
 */
static enum MHD_Result take_request(void *data,
	struct MHD_Connection *connection, const char *path, const char *method,
	const char *version, const char *upload, size_t *upload_size,
	void **begun)
{
	struct server *server = data;
	struct request *request = *begun;

	(void)version;
	if (request == NULL) {
		struct answer answer = refuse(server, connection, path, method);
		bool is_form = answer.status == 0 &&
			strcmp(method, MHD_HTTP_METHOD_POST) == 0;

		*begun = request = request_begin(connection, path, is_form);
		request->answer = answer;
		return MHD_YES;
	}
	/* A body that means nothing has to be taken, too. */
	if (*upload_size > 0) {
		request_take(request, upload, *upload_size);
		*upload_size = 0;
		return MHD_YES;
	}
	return answer_request(server, request);
}

static void end_request(void *data, struct MHD_Connection *connection,
	void **begun, enum MHD_RequestTerminationCode code)
{
	(void)data;
	(void)connection;
	(void)code;
	if (*begun != NULL)
		request_free(*begun);
	*begun = NULL;
}

/* The job has come to an end: another may follow, or the answer. */
static void finish(struct server *server, struct request **place, int status)
{
	struct request *request = *place;

	request->answer = routes_finish(server->state, request, status);
	if (request->answer.status == 0)
		return;
	*place = request->next;
	MHD_resume_connection(request->connection);
}

void server_take_end(struct server *server, pid_t process, int status)
{
	for (struct request **place = &server->waiting; *place != NULL;
		place = &(*place)->next)
		if ((*place)->job.process == process) {
			finish(server, place, status);
			return;
		}
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
	server->daemon = MHD_start_daemon(
		MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL,
		take_request, server, MHD_OPTION_LISTEN_SOCKET, listening,
		MHD_OPTION_NOTIFY_COMPLETED, end_request, NULL,
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
	for (; server->waiting != NULL;
		server->waiting = server->waiting->next) {
		child_stop(&server->waiting->job);
		MHD_resume_connection(server->waiting->connection);
	}
	MHD_stop_daemon(server->daemon);
	free(server);
}
