# serve FOLDER: nginx, as a publisher would run it, on a port that is free, with
# the example that is installed.  Sets FEEDS_URL and server, its process.
# Expects work, python and here, this folder.
serve() {
	local port
	mkdir "$work/nginx"
	port=$($python -c '
import socket
one = socket.create_server(("127.0.0.1", 0))
print(one.getsockname()[1])')
	sed "s/listen 80;/listen 127.0.0.1:$port;/; /listen \[::\]:80;/d
		s,root /srv/dialogues/feeds;,root $1;," \
		"$here/../../src/system/nginx.conf" >"$work/nginx/feeds.conf"
	cp "$here/nginx.conf" "$work/nginx/nginx.conf"
	PATH=$PATH:/usr/sbin nginx -p "$work/nginx" -c nginx.conf \
		>"$work/nginx/said" 2>&1 &
	server=$!
	for _ in {1..50}; do
		(: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
		sleep 0.1
	done
	if ! kill -0 $server 2>/dev/null; then
		server=
		echo "nginx: does not run; the setup of the test installs it"
		head -3 "$work/nginx/said"
		return 1
	fi
	export FEEDS_URL=http://127.0.0.1:$port/ no_proxy=127.0.0.1
}
