# Example: Varnish in front of an object store to which push brings feeds/.  Put
# in the host and port of the store, and the path of your bucket there.
vcl 4.1;

backend store {
	.host = "127.0.0.1";
	.port = "8080";
	.connect_timeout = 2s;
	.first_byte_timeout = 10s;
	.between_bytes_timeout = 10s;
}

# Who may say that a file has changed: the machine on which push runs.
acl pushers {
	"127.0.0.1";
	"::1";
}

sub vcl_recv {
	set req.url = regsub(req.url, "\?.*$", "");
	if (req.url ~ "/$") {
		set req.url = req.url + "index.html";
	}
	if (req.method == "PURGE") {
		if (client.ip !~ pushers) {
			return (synth(405));
		}
		return (purge);
	}
	if (req.method != "GET" && req.method != "HEAD") {
		return (synth(405));
	}
	if (req.url ~ "/\." || req.url ~ "^/ledger(/|$)") {
		return (synth(404));
	}
	unset req.http.Cookie;
	unset req.http.Authorization;
	# What is old is sent only when the store gives nothing newer.
	set req.grace = 0s;
	if (req.restarts > 0) {
		set req.grace = 1d;
	}
	return (hash);
}

sub vcl_hash {
	# One site: it has the same files under all of its names.
	hash_data(req.url);
	return (lookup);
}

sub vcl_backend_fetch {
	set bereq.url = "/v1/AUTH_dialogues/feeds" + bereq.url;
}

sub vcl_backend_response {
	if (beresp.status >= 500) {
		return (error(503));
	}
	if (beresp.status != 200 && beresp.status != 304) {
		# What is not there may come in a moment.
		set beresp.ttl = 1s;
		set beresp.grace = 0s;
		return (deliver);
	}
	# ttl
	set beresp.grace = 1d;
	set beresp.keep = 1d;
	# Swift sends ETags without quotes, which is no ETag.
	if (beresp.http.ETag && beresp.http.ETag !~ {"""}) {
		set beresp.http.ETag = {"""} + beresp.http.ETag + {"""};
	}
	if (beresp.http.Content-Type ~ "^text/|xml|json") {
		set beresp.do_gzip = true;
	}
	unset beresp.http.Set-Cookie;
}

sub vcl_deliver {
	# The store is down: what it gave at last, as long as it is not too old.
	if (resp.status >= 500 && req.restarts == 0 &&
		req.method != "PURGE") {
		return (restart);
	}
	if (resp.http.Content-Type ~ "calendar|atom|json") {
		set resp.http.Access-Control-Allow-Origin = "*";
	}
	set resp.http.X-Content-Type-Options = "nosniff";
	set resp.http.Referrer-Policy = "strict-origin-when-cross-origin";
	set resp.http.Content-Security-Policy = "frame-ancestors 'self'";
	unset resp.http.X-Timestamp;
	unset resp.http.X-Trans-Id;
	unset resp.http.X-Openstack-Request-Id;
	unset resp.http.X-Object-Meta-Mtime;
	unset resp.http.X-Varnish;
	unset resp.http.Via;
}
