#!/bin/sh
# Makes the encrypted files of these tests anew, with qpdf. The -locked ones open with "open-sesame", the others for everybody.
set -eu
cd "$(dirname "$0")/../.."
cargo test --test pdf write_the_plain_file -- --ignored
cd tests/pdf
for locked in "" -locked; do
    user=${locked:+open-sesame}
    qpdf --allow-weak-crypto --encrypt "$user" owner-of-this 128 --use-aes=n -- plain.pdf "rc4-128$locked.pdf"
    qpdf --allow-weak-crypto --encrypt "$user" owner-of-this 128 --use-aes=y -- plain.pdf "aes-128$locked.pdf"
    qpdf --encrypt "$user" owner-of-this 256 -- plain.pdf "aes-256$locked.pdf"
done
rm plain.pdf
