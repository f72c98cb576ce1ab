# The command in an image of its own: "npm run pack:command", then "docker build --tag pipedraft .".
FROM node:22-slim
COPY out/npm/ /opt/pipedraft/
WORKDIR /work
USER node
ENTRYPOINT ["node", "/opt/pipedraft/pipedraft.mjs"]
CMD ["help"]
