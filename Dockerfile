# The build stage lays out a whole file system; the final stage is only that:
# a static program, CA roots, a user and /data. scripts/container-test.sh runs
# the same layout without a container engine.
FROM golang:1.26-bookworm AS build
ARG VERSION=dev
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN scripts/rootfs.sh /out "$VERSION"

FROM scratch
COPY --from=build /out /
ENV PATH=/usr/local/bin
USER 65532:65532
WORKDIR /data
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["dateline", "serve", "--health"]
ENTRYPOINT ["dateline"]
CMD ["serve"]
