"""
A whole OpenStack Swift that speaks S3, in one process: account, container and object server, and the proxy with s3api and
tempauth, which knows one user. Lives as long as its standard input. Says on standard output where it listens.
Usage: serve.py FOLDER PORT ACCESS_KEY SECRET_KEY
"""
import eventlet
import eventlet.hubs
eventlet.monkey_patch()

import os
import sys
from eventlet import wsgi
from swift.common import utils
from swift.common.ring import RingBuilder
from swift.common.wsgi import loadapp

folder, port, access_key, secret_key = sys.argv[1:]
account, user = access_key.split(':')
devices = os.path.join(folder, 'devices')
os.makedirs(os.path.join(devices, 'disk'), exist_ok=True)


def write(name, text):
    path = os.path.join(folder, name)
    with open(path, 'w') as file:
        file.write(text)
    return path


def free_socket(number=0):
    return eventlet.listen(('127.0.0.1', number))


def serve(socket, conf):
    quiet = open(os.devnull, 'w')
    eventlet.spawn(wsgi.server, socket, loadapp(conf, global_conf={'log_name': 'swift'}), log=quiet, protocol=wsgi.HttpProtocol)


COMMON = f'[DEFAULT]\nswift_dir = {folder}\ndevices = {devices}\nmount_check = false\nlog_address = {folder}/nowhere\nlog_level = CRITICAL\n'

write('swift.conf', '[swift-hash]\nswift_hash_path_suffix = test\n[storage-policy:0]\nname = one\ndefault = yes\n')
utils.set_swift_dir(folder)
utils.validate_configuration()

sockets = {kind: free_socket() for kind in ('account', 'container', 'object')}
for kind, socket in sockets.items():
    builder = RingBuilder(1, 1, 1)
    place = {'region': 1, 'zone': 1, 'ip': '127.0.0.1', 'port': socket.getsockname()[1], 'device': 'disk', 'weight': 1}
    builder.add_dev({**place, 'replication_ip': place['ip'], 'replication_port': place['port'], 'meta': ''})
    builder.rebalance()
    builder.get_ring().save(os.path.join(folder, f'{kind}.ring.gz'))
for kind, socket in sockets.items():
    serve(socket, write(f'{kind}-server.conf', f'{COMMON}[pipeline:main]\npipeline = {kind}-server\n[app:{kind}-server]\nuse = egg:swift#{kind}\n'))

proxy = free_socket(int(port))
serve(proxy, write('proxy-server.conf', f"""{COMMON}
[pipeline:main]
pipeline = catch_errors gatekeeper cache s3api tempauth copy slo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_{account}_{user} = {secret_key} .admin
[filter:copy]
use = egg:swift#copy
[filter:slo]
use = egg:swift#slo
"""))
print(proxy.getsockname()[1], flush=True)
eventlet.hubs.trampoline(sys.stdin, read=True)
os._exit(0)
