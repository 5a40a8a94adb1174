using Agents.ServiceDefaults;

namespace Agents.Cli.Containers;

/// <summary>How a workflow is served.</summary>
/// <param name="Host">Name or address to listen on.</param>
/// <param name="Port">The port; 0 is any free one.</param>
/// <param name="DataFolder">Where everything durable goes.</param>
internal sealed record ServeOptions(string Host, int Port, string DataFolder)
{
    public const int DefaultPort = 8090;

    /// <summary>What callers send; null asks nobody for a key.</summary>
    public string? Key { get; init; }

    /// <summary>Where it is registered; null nowhere.</summary>
    public PlatformAddress? Platform { get; init; }

    /// <summary>From the command line, else from the environment, which is what a container has.</summary>
    /// <exception cref="CliException">A variable is wrong.</exception>
    public static ServeOptions Of(string? host, int? port, string? data, Func<string, string?> environment)
    {
        var served = port ?? Number(environment, "AGENTS_PORT") ?? DefaultPort;
        return new ServeOptions(host ?? Text(environment, "AGENTS_HOST") ?? "127.0.0.1", served, Path.GetFullPath(data ?? Text(environment, ServiceVariables.Data) ?? "data"))
        {
            Key = Text(environment, ServedKey.Variable),
            Platform = PlatformAddress.Of(environment),
        };
    }

    internal static string? Text(Func<string, string?> environment, string name) => environment(name) is { Length: > 0 } value ? value : null;

    internal static int? Number(Func<string, string?> environment, string name)
        => Text(environment, name) is not { } text ? null
            : int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 65535 ? number
            : throw new CliException($"{name} is '{text}', which is no port. Set it to a number from 1 to 65535.");

    // The generated one would print the key.
    public override string ToString() => $"{Host}:{Port}";
}
