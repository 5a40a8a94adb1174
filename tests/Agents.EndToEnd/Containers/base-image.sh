#!/usr/bin/env bash
# Makes a base image with the .NET runtime out of this machine's own files, where no image can be pulled.
#   base-image.sh IMAGE DOTNET_ROOT
set -euo pipefail
image=$1 dotnet=$(readlink -f "$2")

# What the runtime is linked with, and what it loads by name: ICU, OpenSSL, zlib, the resolver.
libraries() {
    find "$dotnet/shared" -name '*.so' -print0 | xargs -0 ldd 2> /dev/null | grep -o '/[^ ]*\.so[^ ]*' || true
    ldconfig -p | grep -o '/.*/lib\(icu[a-z0-9]*\|ssl\|crypto\|z\|nss_[a-z]*\|resolv\)\.so[^ ]*' || true
    find /lib64/ -maxdepth 1 -name 'ld-linux*'
}

mapfile -t files < <(libraries | grep -v "^$dotnet" | sort -u)
for file in /etc/nsswitch.conf /etc/ssl/certs/ca-certificates.crt /usr/share/zoneinfo/Etc/UTC; do
    [[ -e $file ]] && files+=("$file")
done
tar --create --dereference --hard-dereference --absolute-names --file - \
    "${files[@]}" "$dotnet/dotnet" "$dotnet/host" "$dotnet/shared" |
    docker import --change "ENV PATH=$dotnet:/usr/bin:/bin" --change "ENV DOTNET_ROOT=$dotnet" - "$image"
