# migrator as a container: docker build -t joomla-migrator . && docker run -v "$PWD:/site" joomla-migrator run saved-pages -o out
FROM python:3.12-slim
COPY . /src
RUN pip install --no-cache-dir -c /src/constraints.txt /src && rm -r /src
WORKDIR /site
ENTRYPOINT ["migrator"]
