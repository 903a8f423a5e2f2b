# Builds Octavo, then keeps what runs: a JDK in the first stage, a JRE in the second.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /octavo
COPY . .
# mvnw gets Maven with curl and its checksum.
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
ENV MAVEN_ARGS=-Dmaven.repo.local=/m2
RUN --mount=type=cache,target=/m2 ./mvnw -q -B -ntp package -DskipTests

FROM eclipse-temurin:25-jre
# PostgreSQL refuses to run as root. /data is written only while no database is configured and one is embedded.
RUN useradd --system --create-home octavo && mkdir /data && chown octavo /data
WORKDIR /octavo
COPY --from=build /octavo/target/quarkus-app ./
USER octavo
ENV OCTAVO_DATA_DIR=/data
VOLUME /data
EXPOSE 8080
# exec form: SIGTERM reaches Java, which finishes requests and stops an embedded PostgreSQL.
CMD ["java", "-jar", "quarkus-run.jar"]
