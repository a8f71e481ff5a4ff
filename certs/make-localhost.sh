#!/bin/sh
# Makes localhost.pem, key and certificate in one, beside this script. It is valid for 90 days.
set -eu
cd "$(dirname "$0")"
umask 077 # the key is for its owner only, from the first byte on
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 90 \
    -config localhost.cnf -keyout localhost.key.new -out localhost.crt.new 2>/dev/null
cat localhost.key.new localhost.crt.new > localhost.pem
rm -f localhost.key.new localhost.crt.new
echo "Made $(pwd)/localhost.pem"
openssl x509 -in localhost.pem -noout -fingerprint -sha256 -enddate
