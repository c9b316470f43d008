"""What feeds/ is brought to: OpenStack Swift and memcached, Varnish, and nginx
over rsync, by its daemon or by ssh.  All of them listen on the loopback only."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from swift.common.ring import RingBuilder

HERE = Path(__file__).resolve().parent
SYSTEM = HERE.parent.parent / "src/system"
PATH = os.environ["PATH"] + ":/usr/sbin"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def fill_in(source, target, **values):
    """Write a template with values in the place of their names."""
    text = Path(source).read_text()
    for name, value in values.items():
        text = text.replace(name, str(value))
    Path(target).write_text(text)


class Engine:
    """Processes that listen on ports."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir()
        self.processes = []

    def run(self, *command):
        with open(self.folder / "said", "a", encoding="utf-8") as said:
            process = subprocess.Popen(
                command, stdout=said, stderr=said, cwd=self.folder,
                env={**os.environ, "PATH": PATH}, start_new_session=True)
        self.processes.append(process)

    def wait_for(self, *ports):
        end = time.monotonic() + 120
        for port in ports:
            with socket.socket() as probe:
                while probe.connect_ex(("127.0.0.1", port)) != 0:
                    if time.monotonic() > end or any(
                            process.poll() for process in self.processes):
                        raise RuntimeError(
                            (self.folder / "said").read_text()[-2000:])
                    time.sleep(0.05)

    def stop(self):
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.processes = []


def ask(port, method, path, body=None, **headers):
    """The answer, and what it holds."""
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    server.request(method, path, body, {
        name.replace("_", "-"): value for name, value in headers.items()})
    answer = server.getresponse()
    octets = answer.read()
    server.close()
    return answer, octets


def make_ring(path, port):
    """Where Swift finds what it stores: one copy on the one device."""
    builder = RingBuilder(4, 1, 1)
    builder.add_dev({"region": 1, "zone": 1, "ip": "127.0.0.1", "port": port,
                     "device": "one", "weight": 100.0})
    builder.rebalance()
    builder.get_ring().save(str(path))


class Swift(Engine):
    """One copy of everything on one device; the bucket is feeds."""

    SERVERS = "account", "container", "object"
    CONTAINER = "/v1/AUTH_test/feeds"

    def __init__(self, folder):
        super().__init__(folder)
        self.port = free_port()
        self.memcached = free_port()
        shutil.copy(HERE / "swift/swift.conf", self.folder)
        (self.folder / "devices/one").mkdir(parents=True)
        self.ports = {kind: free_port() for kind in self.SERVERS}
        for kind, port in self.ports.items():
            fill_in(HERE / "swift/server.conf", self.folder / f"{kind}.conf",
                    PORT=port, FOLDER=self.folder, KIND=kind)
            make_ring(self.folder / f"{kind}.ring.gz", port)
        fill_in(HERE / "swift/proxy.conf", self.folder / "proxy.conf",
                PORT=self.port, FOLDER=self.folder, MEMCACHED=self.memcached)
        self.start()
        self.make_bucket()

    def start(self):
        user = ["-u", "root"] if os.getuid() == 0 else []
        self.run("memcached", "-l", "127.0.0.1", "-p", str(self.memcached),
                 "-m", "32", *user)
        for kind in self.SERVERS:
            self.run(f"swift-{kind}-server", f"{self.folder}/{kind}.conf")
        self.run("swift-object-updater", f"{self.folder}/object.conf")
        self.start_proxy()
        self.wait_for(self.memcached, *self.ports.values())

    def start_proxy(self):
        self.run("swift-proxy-server", f"{self.folder}/proxy.conf")
        self.wait_for(self.port)

    def stop_proxy(self):
        """The last one that was started."""
        proxy = self.processes.pop()
        os.killpg(proxy.pid, signal.SIGKILL)
        proxy.wait()

    def make_bucket(self):
        answer, _ = ask(self.port, "GET", "/auth/v1.0",
                        X_Auth_User="test:tester", X_Auth_Key="testing")
        self.token = answer.headers["X-Auth-Token"]
        answer, _ = ask(self.port, "PUT", self.CONTAINER,
                        X_Auth_Token=self.token, X_Container_Read=".r:*")
        assert answer.status in (201, 202), answer.status

    def pause(self):
        """Nobody answers any more, as when a network is gone."""
        for process in self.processes:
            os.killpg(process.pid, signal.SIGSTOP)

    def go_on(self):
        for process in self.processes:
            os.killpg(process.pid, signal.SIGCONT)

    def rclone_conf(self):
        return (f"[store]\ntype = s3\nprovider = Other\n"
                f"endpoint = http://127.0.0.1:{self.port}\n"
                "access_key_id = test:tester\nsecret_access_key = testing\n"
                "region = us-east-1\nforce_path_style = true\n"
                "no_check_bucket = true\nno_head = true\n")


class Varnish(Engine):
    """The example, in front of a store."""

    def __init__(self, folder, store, ttl=None):
        super().__init__(folder)
        self.port = free_port()
        text = (SYSTEM / "varnish.vcl").read_text()
        text = text.replace('.port = "8080"', f'.port = "{store.port}"')
        text = text.replace("/v1/AUTH_dialogues/feeds", store.CONTAINER)
        if ttl is not None:
            text = text.replace("# ttl", f"set beresp.ttl = {ttl}s;")
        (self.folder / "feeds.vcl").write_text(text)
        self.run("varnishd", "-F", "-n", str(self.folder / "varnish"),
                 "-a", f"127.0.0.1:{self.port}", "-f",
                 str(self.folder / "feeds.vcl"), "-s", "malloc,64m",
                 "-p", "thread_pool_min=5")
        self.wait_for(self.port)


class Host(Engine):
    """nginx with its example, and a folder that rsync reaches."""

    def __init__(self, folder):
        super().__init__(folder)
        self.port, self.rsync, self.ssh = (free_port() for _ in range(3))
        self.feeds = self.folder / "feeds"
        self.feeds.mkdir()
        for place in (self.folder, self.folder.parent):
            place.chmod(0o755)
        shutil.copy(HERE.parent / "clients/nginx.conf", self.folder)
        text = (SYSTEM / "nginx.conf").read_text()
        text = text.replace("listen 80;", f"listen 127.0.0.1:{self.port};")
        text = text.replace("\tlisten [::]:80;\n", "")
        text = re.sub("root /srv.*;", f"root {self.feeds};", text)
        (self.folder / "feeds.conf").write_text(text)
        secrets = self.folder / "secrets"
        secrets.write_text("press:secret\n")
        secrets.chmod(0o600)
        user = "uid = root\ngid = root\n" if os.getuid() == 0 else ""
        (self.folder / "rsyncd.conf").write_text(
            f"use chroot = no\n{user}[feeds]\npath = {self.feeds}\n"
            "read only = no\nauth users = press\n"
            f"secrets file = {secrets}\n")
        self.make_keys()
        self.start()

    def make_keys(self):
        """Of the host, and of the one user who gets in."""
        for name in "host_key", "key":
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "",
                            "-f", self.folder / name], check=True)
        (self.folder / "sshd_config").write_text(
            f"ListenAddress 127.0.0.1:{self.ssh}\nPidFile none\n"
            f"HostKey {self.folder}/host_key\nStrictModes no\n"
            f"AuthorizedKeysFile {self.folder}/key.pub\n")

    def start(self):
        if os.getuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)
        self.run("/usr/sbin/sshd", "-D", "-e", "-f",
                 f"{self.folder}/sshd_config")
        self.run("nginx", "-p", str(self.folder), "-c", "nginx.conf")
        self.run("rsync", "--daemon", "--no-detach", "--address=127.0.0.1",
                 f"--port={self.rsync}", f"--config={self.folder}/rsyncd.conf")
        self.wait_for(self.port, self.rsync, self.ssh)
