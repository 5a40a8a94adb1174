namespace Agents.Cli.Containers;

/// <summary>The texts that describe a container: Dockerfile, compose file, and what is kept out of the image.</summary>
internal static class ContainerFiles
{
    /// <summary>The port that the workflow is served at inside.</summary>
    public const int InnerPort = 8090;

    /// <summary>A user that no image gives a name or rights.</summary>
    private const int User = 10001;

    /// <summary>Secrets are in .env, which no image is to hold.</summary>
    public const string Ignored = ".env\n.env.example\ncompose.yaml\n";

    public static string Dockerfile(ContainerPlan plan) => $$"""
        # Written by agents deploy. Any base image with the ASP.NET runtime does: docker build --build-arg BASE_IMAGE=... .
        ARG BASE_IMAGE={{plan.BaseImage}}
        FROM ${BASE_IMAGE}
        WORKDIR /app
        COPY app/ /app/
        COPY workflow/ /workflow/
        COPY --chown={{User}}:{{User}} data/ /data/
        ENV AGENTS_HOST=0.0.0.0 AGENTS_PORT={{InnerPort}} AGENTS_DATA=/data HOME=/data
        EXPOSE {{InnerPort}}
        VOLUME /data
        USER {{User}}:{{User}}
        HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["dotnet", "/app/agents.dll", "serve", "--check"]
        ENTRYPOINT ["dotnet", "/app/agents.dll", "serve"]
        CMD ["/workflow/{{plan.FileName}}"]

        """;

    public static string Compose(ContainerPlan plan)
    {
        var limits = $"{(plan.Memory is { } memory ? $"    mem_limit: {memory}\n" : "")}{(plan.Cpus is { } cpus ? $"    cpus: {cpus}\n" : "")}";
        return $$"""
            # Written by agents deploy. The same container without agents: docker compose up -d --build
            services:
              {{plan.Id}}:
                build:
                  context: .
                  args:
                    BASE_IMAGE: {{plan.BaseImage}}
                image: {{plan.ContainerName}}
                container_name: {{plan.ContainerName}}
                env_file: .env
                ports: ["127.0.0.1:{{plan.Port}}:{{InnerPort}}"]
                extra_hosts: ["host.docker.internal:host-gateway"]
                volumes: ["data:/data"]
                restart: unless-stopped
                cap_drop: [ALL]
                security_opt: ["no-new-privileges:true"]
            {{limits}}volumes:
              data:
                name: {{plan.VolumeName}}

            """;
    }

    /// <summary>The arguments of <c>docker run</c>; the same container as the compose file's.</summary>
    public static IReadOnlyList<string> Run(ContainerPlan plan, string folder) =>
    [
        "run", "--detach", "--name", plan.ContainerName, "--label", $"agents.deployment={plan.Id}",
        "--env-file", Path.Combine(folder, ContainerEnvironment.FileName),
        "--publish", $"127.0.0.1:{plan.Port}:{InnerPort}",
        "--add-host", "host.docker.internal:host-gateway",
        "--volume", $"{plan.VolumeName}:/data",
        "--restart", "unless-stopped", "--cap-drop", "ALL", "--security-opt", "no-new-privileges",
        .. plan.Memory is { } memory ? ["--memory", memory] : Array.Empty<string>(),
        .. plan.Cpus is { } cpus ? ["--cpus", cpus] : Array.Empty<string>(),
        plan.ContainerName,
    ];
}
