#!/usr/bin/env bash
# build.sh [--without-caches] [SERVICE...]
# Builds the images of the five services, or of those that are named (such as gateway), without a container engine and
# without pulling a base image: target/images/<service>-service.tar, to be loaded by "podman load" or pushed by
# "skopeo copy docker-archive:...".
# The base is a few Debian packages (mmdebstrap) and a Java runtime made from the JDK 25 that JAVA_HOME names (jlink);
# jib puts a service's jars on top. Each service is then started once, without any server, up to where its work would
# begin, and the image is built again with the class cache of that run (JEP 514), which halves its start.
# Needs: root (for chroot), mmdebstrap, JDK 25, Maven. Everything is reproducible but the class caches;
# --without-caches leaves them out.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
out=$root/target/images
all=(gateway tracking pattern upload stats)
services=()
caches=yes
suite=${GLEANER_IMAGE_SUITE:-bookworm}
# the time of every file, so that the same sources give the same base
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct)}

# What Spring, Netty, Debezium and the drivers ask for: found by starting the services.
modules=java.se,jdk.unsupported,jdk.net,jdk.management,jdk.naming.dns,jdk.zipfs,jdk.crypto.cryptoki,jdk.security.auth
modules+=,jdk.security.jgss,jdk.localedata,jdk.jfr,jdk.jcmd

fail() {
    echo "build.sh: $*" >&2
    exit 1
}

pack() { # pack TAR FOLDER: a tar that depends on nothing but the folder's content
    tar --create --file="$1" --directory="$2" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 \
        --numeric-owner --format=gnu .
}

digest() {
    sha256sum "$1" | cut -d' ' -f1
}

make_java() {
    local made=$out/base/java
    mkdir -p "$made/opt" "$made/etc"
    "$JAVA_HOME/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --compress zip-6 \
        --output "$made/opt/java"
    echo "gleaner:x:10001:10001::/tmp:/usr/sbin/nologin" > "$made/etc/passwd"
    echo "gleaner:x:10001:" > "$made/etc/group"
    pack "$out/base/java.tar" "$made"
}

make_base() {
    rm -rf "$out/base"
    mkdir -p "$out/base"
    # the packages' files alone: no shell, no package manager, nothing that runs as root
    mmdebstrap --quiet --variant=extract --include=base-files,libc6 "$suite" "$out/base/debian.tar"
    make_java
    local debian java
    debian=$(digest "$out/base/debian.tar")
    java=$(digest "$out/base/java.tar")
    cat > "$out/base/config.json" <<JSON
{"architecture":"amd64","os":"linux","created":"1970-01-01T00:00:00Z",
 "config":{"Env":["PATH=/opt/java/bin:/usr/bin:/bin","JAVA_HOME=/opt/java","LANG=C.UTF-8"]},
 "rootfs":{"type":"layers","diff_ids":["sha256:$debian","sha256:$java"]},
 "history":[{"created_by":"mmdebstrap $suite"},{"created_by":"jlink"}]}
JSON
    echo '[{"Config":"config.json","RepoTags":["gleaner/base:latest"],"Layers":["debian.tar","java.tar"]}]' \
        > "$out/base/manifest.json"
    tar --create --file="$out/base.tar" --directory="$out/base" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 \
        --group=0 --numeric-owner config.json debian.tar java.tar manifest.json
}

modules_of_services() {
    printf '%s-service,' "${services[@]}"
}

containerize() {
    (cd "$root" && mvn -B -q -Pimages -Dimages.base="$out/base.tar" -Dmaven.test.skip=true \
        -am -pl "$(modules_of_services)" package jib:buildTar)
}

unpack() { # unpack IMAGE FOLDER: the image's layers, one upon the other
    local layer
    mkdir -p "$2.parts" "$2"
    tar --extract --warning=no-unknown-keyword --file="$1" --directory="$2.parts"
    for layer in $(grep -o '"Layers":\[[^]]*\]' "$2.parts/manifest.json" | grep -o '[^"]*\.tar[.gz]*'); do
        tar --extract --warning=no-unknown-keyword --file="$2.parts/$layer" --directory="$2"
    done
    rm -rf "$2.parts"
}

# Nothing is connected to before a service's work begins: the addresses below are never asked.
train() { # train SERVICE FOLDER
    local upstreams=()
    [[ $1 == gateway ]] && for each in "${all[@]:1}"; do
        upstreams+=("-Dgleaner.upstreams.$each=http://$each-service:8080")
    done
    mkdir -p "$2/tmp" "$2/dev"
    [[ -e $2/dev/urandom ]] || mknod -m 444 "$2/dev/urandom" c 1 9
    [[ -e $2/dev/random ]] || mknod -m 444 "$2/dev/random" c 1 8
    mountpoint -q "$2/proc" || { mkdir -p "$2/proc" && mount -t proc proc "$2/proc"; }
    chroot "$2" /opt/java/bin/java -XX:+UseSerialGC -Xmx512m -XX:AOTCacheOutput=/app/classes.aot -Xlog:aot=error \
        -Dspring.context.exit=onRefresh -Dspring.flyway.enabled=false -Dgleaner.topics.create=false \
        -Dgleaner.internal.secret=nobody-is-asked-with-this-secret-at-all \
        -Dspring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:9/keys "${upstreams[@]}" \
        -cp @/app/jib-classpath-file @/app/jib-main-class-file > "$out/train-$1.log" 2>&1 || {
        umount "$2/proc"
        fail "the training run of $1-service failed, see $out/train-$1.log"
    }
    umount "$2/proc"
}

add_cache() {
    local service=$1 folder=$out/root-$1
    rm -rf "$folder"
    unpack "$root/$service-service/target/jib-image.tar" "$folder"
    train "$service" "$folder"
    install -D -m 444 "$folder/app/classes.aot" "$root/$service-service/target/image/app/classes.aot"
    rm -rf "$folder"
}

read_arguments() {
    for argument in "$@"; do
        case " ${all[*]} --without-caches " in
            *" $argument "*) [[ $argument == --without-caches ]] && caches=no || services+=("$argument") ;;
            *) fail "got $argument, expected --without-caches or one of: ${all[*]}" ;;
        esac
    done
    [[ ${#services[@]} -gt 0 ]] || services=("${all[@]}")
}

main() {
    read_arguments "$@"
    [[ $(id -u) == 0 ]] || fail "run it as root: a chroot is made"
    [[ -x ${JAVA_HOME:-}/bin/jlink ]] || fail "JAVA_HOME names no JDK 25 with jlink"
    mkdir -p "$out"
    for service in "${services[@]}"; do
        rm -rf "$root/$service-service/target/image"
        mkdir -p "$root/$service-service/target/image"
    done
    make_base
    containerize
    if [[ $caches == yes ]]; then
        for service in "${services[@]}"; do
            add_cache "$service"
        done
        containerize
    fi
    for service in "${services[@]}"; do
        mv "$root/$service-service/target/jib-image.tar" "$out/$service-service.tar"
    done
    ls -l "$out"/*-service.tar
}

main "$@"
