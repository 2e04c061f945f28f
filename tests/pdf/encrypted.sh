#!/bin/sh
# Makes the encrypted files of these tests anew out of plain.pdf, with qpdf. The -locked ones open with "open-sesame", the others for everybody.
set -eu
cd "$(dirname "$0")"
for locked in "" -locked; do
    user=${locked:+open-sesame}
    qpdf --allow-weak-crypto --encrypt "$user" owner-of-this 128 --use-aes=n -- plain.pdf "rc4-128$locked.pdf"
    qpdf --allow-weak-crypto --encrypt "$user" owner-of-this 128 --use-aes=y -- plain.pdf "aes-128$locked.pdf"
    qpdf --encrypt "$user" owner-of-this 256 -- plain.pdf "aes-256$locked.pdf"
done
