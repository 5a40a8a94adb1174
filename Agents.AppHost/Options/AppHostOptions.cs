using System.Globalization;
using Agents.ServiceDefaults;
using Agents.ServiceDefaults.Addresses;

namespace Agents.AppHost.Options;

/// <summary>What the user asked for on the command line.</summary>
/// <param name="Host">Name or address that the gateway listens on. Default <c>localhost</c>.</param>
/// <param name="Port">The gateway's port. Default 8080; 0 lets the system choose.</param>
/// <param name="Open">Whether a browser is opened when everything runs.</param>
/// <param name="DataFolder">Absolute folder of everything durable. Default <c>$AGENTS_DATA</c>, else <c>./data</c>.</param>
internal sealed record AppHostOptions(string Host, int Port, bool Open, string DataFolder)
{
    /// <summary>Whether the dashboard runs, too. Default true.</summary>
    public bool HasDashboard { get; init; } = true;

    /// <summary>The gateway's port for HTTPS; null where it speaks plain HTTP alone.</summary>
    public int? HttpsPort { get; init; }

    /// <summary>Absolute file of the certificate, PEM or PFX; null takes the development certificate of this machine.</summary>
    public string? Certificate { get; init; }

    /// <summary>Absolute file of the certificate's key in PEM; null where it is in the certificate's file.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>Whether only this machine reaches the gateway, which then asks nobody for a key.</summary>
    public bool IsLoopback => LoopbackAddress.IsLoopbackHost(Host);

    public const int DefaultPort = 8080;

    public const string Usage = """
        Starts Agents on this machine: gateway, silo and dashboard. Ctrl+C stops them.

          --port <number>   port of the gateway (default 8080; 0 = any free one)
          --host <name>     name or address it listens on (default localhost; beyond loopback
                            a key is asked for, and the first start shows one)
          --https-port <number>      port for HTTPS besides (default none)
          --certificate <file>       certificate for it, PEM or PFX (default: the development certificate;
                                     a PFX's password: Kestrel__Certificates__Default__Password)
          --certificate-key <file>   its key, where the PEM file does not have it
          --data <folder>   where everything durable goes (default $AGENTS_DATA, else ./data)
          --no-dashboard    gateway and silo alone: the API without pages
          --open            open the browser when everything runs
        """;

    /// <summary>Where the gateway listens. A port of the system's choice needs an address: <c>localhost</c> is two of them.</summary>
    public string Bind => (Port == 0 && Host == "localhost" ? "http://127.0.0.1:0" : $"http://{BracketedHost}:{Port}") + (HttpsPort is { } https ? $";https://{BracketedHost}:{https}" : "");

    private string BracketedHost => Host.Contains(':') && !Host.StartsWith('[') ? $"[{Host}]" : Host;

    public static ParsedOptions Parse(IReadOnlyList<string> args)
    {
        var data = Environment.GetEnvironmentVariable(ServiceVariables.Data) is { Length: > 0 } configured ? configured : "data";
        var options = new AppHostOptions("localhost", DefaultPort, Open: false, Path.GetFullPath(data));
        var rest = new Queue<string>(args.SelectMany(Split));
        while (rest.TryDequeue(out var name))
        {
            if (name is "--help" or "-h" or "-?")
            {
                return new ParsedOptions.Help();
            }

            if (name is "--open" or "--no-dashboard")
            {
                options = name == "--open" ? options with { Open = true } : options with { HasDashboard = false };
                continue;
            }

            var parsed = Apply(options, name, rest);
            if (parsed is not ParsedOptions.Right right)
            {
                return parsed;
            }

            options = right.Options;
        }

        return options is { HttpsPort: null, Certificate: not null } or { Certificate: null, CertificateKey: not null }
            ? new ParsedOptions.Wrong("A certificate needs a port, and a key a certificate: --https-port 8443 --certificate FILE [--certificate-key FILE].")
            : new ParsedOptions.Right(options);
    }

    private static ParsedOptions Apply(AppHostOptions options, string name, Queue<string> rest)
    {
        if (name is not ("--port" or "--host" or "--data" or "--https-port" or "--certificate" or "--certificate-key"))
        {
            return new ParsedOptions.Wrong($"There is no option '{name}'.\n\n{Usage}");
        }

        if (!rest.TryDequeue(out var value) || value.Length == 0)
        {
            return new ParsedOptions.Wrong($"{name} needs a value.\n\n{Usage}");
        }

        return name switch
        {
            "--port" => ApplyPort(options, value),
            "--host" => new ParsedOptions.Right(options with { Host = value.Trim('[', ']').ToLowerInvariant() }),
            "--https-port" => ApplyHttpsPort(options, value),
            "--certificate" => ApplyFile(name, value, file => options with { Certificate = file }),
            "--certificate-key" => ApplyFile(name, value, file => options with { CertificateKey = file }),
            _ => new ParsedOptions.Right(options with { DataFolder = Path.GetFullPath(value) }),
        };
    }

    private static ParsedOptions ApplyPort(AppHostOptions options, string value)
        => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
            ? new ParsedOptions.Right(options with { Port = port })
            : new ParsedOptions.Wrong($"--port {value} is not a port: give a number from 1 to 65535, or 0 for any free one.");

    private static ParsedOptions ApplyHttpsPort(AppHostOptions options, string value)
        => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? new ParsedOptions.Right(options with { HttpsPort = port })
            : new ParsedOptions.Wrong($"--https-port {value} is not a port: give a number from 1 to 65535, such as 8443.");

    private static ParsedOptions ApplyFile(string name, string value, Func<string, AppHostOptions> apply)
        => Path.GetFullPath(value) is var file && File.Exists(file)
            ? new ParsedOptions.Right(apply(file))
            : new ParsedOptions.Wrong($"{name} {value}: there is no such file.");

    private static string[] Split(string arg)
        => arg.StartsWith("--", StringComparison.Ordinal) && arg.IndexOf('=') is > 0 and var at ? [arg[..at], arg[(at + 1)..]] : [arg];
}

/// <summary>What a command line turned out to be.</summary>
internal abstract record ParsedOptions
{
    public sealed record Right(AppHostOptions Options) : ParsedOptions;

    public sealed record Wrong(string Message) : ParsedOptions;

    public sealed record Help : ParsedOptions;
}
