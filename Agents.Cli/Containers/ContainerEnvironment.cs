using Agents.Cli.Running;

namespace Agents.Cli.Containers;

/// <summary>
/// The file <c>.env</c> beside a Dockerfile: the only place with secrets, of its owner alone. What is in it stays when a workflow is deployed again, and what is given
/// goes before it.
/// </summary>
internal static class ContainerEnvironment
{
    public const string FileName = ".env";

    public const string ExampleName = ".env.example";

    public const string PlatformUrl = "AGENTS_PLATFORM_URL";

    public const string DeploymentId = "AGENTS_DEPLOYMENT_ID";

    public const string DeploymentKey = "AGENTS_DEPLOYMENT_KEY";

    public const string DeploymentName = "AGENTS_DEPLOYMENT_NAME";

    public const string DeploymentPort = "AGENTS_DEPLOYMENT_PORT";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>What is in the file of a folder; empty where there is none.</summary>
    /// <exception cref="CliException">It cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Read(string folder)
        => Path.Combine(folder, FileName) is var file && File.Exists(file) ? RunEnvironment.Of([file], [], static _ => null) ?? new Dictionary<string, string>() : new Dictionary<string, string>();

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <exception cref="CliException">A value cannot be in such a file. Never repeats one.</exception>
    public static async Task WriteAsync(string folder, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken)
    {
        if (values.FirstOrDefault(static pair => pair.Value.Contains('\n') || pair.Value.Contains('\r')).Key is { } wrong)
        {
            throw new CliException($"The value of {wrong} has several lines, which no environment file of a container takes. Encode it, such as with base64.");
        }

        var file = Path.Combine(folder, FileName);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        // One that was left half-written may have been readable for others.
        File.Delete($"{file}.new");
        await using (var writer = new StreamWriter($"{file}.new", options))
        {
            foreach (var (name, value) in values.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
            {
                await writer.WriteAsync($"{name}={value}\n".AsMemory(), cancellationToken);
            }
        }

        File.Move($"{file}.new", file, overwrite: true);
    }

    /// <summary>The names that a container may be given, for people.</summary>
    public static string Example(IEnumerable<(string Name, string? Description)> asked)
    {
        var lines = asked.SelectMany(static field => new[] { $"# {field.Description?.ReplaceLineEndings(" ") ?? "Asked for by the workflow."}", $"{field.Name}=" });
        return $"""
            # What the container may be given. Fill in what is needed, in the file .env, which nobody else may read.
            {string.Join('\n', lines)}
            # A model provider; without one, answers are made up offline.
            OPENAI_API_KEY=
            ANTHROPIC_API_KEY=
            GOOGLE_API_KEY=
            # What callers have to send; without it whoever reaches the port may call.
            {ServedKey.Variable}=
            # The platform that it registers itself at, and what it is there.
            {PlatformUrl}=
            {DeploymentId}=
            {DeploymentKey}=

            """;
    }
}
