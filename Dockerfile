# The command in an image of its own, with what writes packets: "npm run build", then "docker build --tag pipedraft .".
FROM node:22-slim
COPY out/cli/ /opt/pipedraft/
WORKDIR /work
USER node
ENTRYPOINT ["node", "/opt/pipedraft/pipedraft.mjs"]
CMD ["help"]
