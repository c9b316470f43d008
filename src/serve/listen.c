#include "serve/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include "base/banned.h"

enum { USUAL = 8080 };

union endpoint {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
};

/* Returns -1 when it is no numeric address. */
static int read_endpoint(const char *host, union endpoint *endpoint)
{
	*endpoint = (union endpoint){.v6 = {0}};
	if (inet_pton(AF_INET, host, &endpoint->v4.sin_addr) == 1) {
		endpoint->v4.sin_family = AF_INET;
		return 0;
	}
	if (inet_pton(AF_INET6, host, &endpoint->v6.sin6_addr) == 1) {
		endpoint->v6.sin6_family = AF_INET6;
		return 0;
	}
	return -1;
}

bool listen_is_address(const char *host)
{
	union endpoint endpoint;

	return read_endpoint(host, &endpoint) == 0;
}

bool listen_is_local(const char *host)
{
	union endpoint endpoint;

	if (read_endpoint(host, &endpoint) != 0)
		return false;
	if (endpoint.any.sa_family == AF_INET)
		return ntohl(endpoint.v4.sin_addr.s_addr) >> 24 ==
			IN_LOOPBACKNET;
	return IN6_IS_ADDR_LOOPBACK(&endpoint.v6.sin6_addr);
}

static socklen_t size_of(const union endpoint *endpoint)
{
	return endpoint->any.sa_family == AF_INET ? sizeof(endpoint->v4)
						  : sizeof(endpoint->v6);
}

/* A port that somebody listens at is taken, one that was left is free. */
static int listen_at(union endpoint *endpoint, int port)
{
	const int yes = 1;
	int fd = socket(endpoint->any.sa_family,
		SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	int error;

	if (fd < 0)
		return -1;
	if (endpoint->any.sa_family == AF_INET)
		endpoint->v4.sin_port = htons((uint16_t)port);
	else
		endpoint->v6.sin6_port = htons((uint16_t)port);
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes)) == 0 &&
		bind(fd, &endpoint->any, size_of(endpoint)) == 0 &&
		listen(fd, SOMAXCONN) == 0)
		return fd;
	error = errno;
	close(fd);
	errno = error;
	return -1;
}

static void put_url(struct buf *url, int fd, const char *host)
{
	union endpoint endpoint = {.v6 = {0}};
	socklen_t size = sizeof(endpoint);
	unsigned port = 0;

	if (getsockname(fd, &endpoint.any, &size) == 0)
		port = ntohs(endpoint.any.sa_family == AF_INET
				? endpoint.v4.sin_port
				: endpoint.v6.sin6_port);
	buf_printf(url, strchr(host, ':') ? "http://[%s]:%u/" : "http://%s:%u/",
		host, port);
}

int listen_open(const struct address *address, struct buf *url)
{
	union endpoint endpoint;
	int fd;

	if (read_endpoint(address->host, &endpoint) != 0) {
		errno = EINVAL;
		return -1;
	}
	if (address->port != PORT_USUAL)
		fd = listen_at(&endpoint, address->port);
	else {
		fd = listen_at(&endpoint, USUAL);
		if (fd < 0 && errno == EADDRINUSE)
			fd = listen_at(&endpoint, 0);
	}
	if (fd >= 0)
		put_url(url, fd, address->host);
	return fd;
}
