using Agents.AppHost.Options;

namespace Agents.AppHost.Children;

/// <summary>What the command line says to the gateway, in its own settings' names.</summary>
internal static class GatewaySettings
{
    private const string Certificate = "Kestrel__Certificates__Default__";

    public static IEnumerable<(string Name, string Value)> Of(AppHostOptions options)
    {
        if (options.Certificate is { } certificate)
        {
            yield return (Certificate + "Path", certificate);
            if (IsPem(certificate))
            {
                yield return (Certificate + "KeyPath", options.CertificateKey ?? certificate);
            }
        }

        if (!options.HasDashboard)
        {
            yield return ("Gateway__HasDashboard", "false");
        }

        // A name that it listens on is one that it answers to. The number leaves room for the user's own.
        if (!options.IsLoopback && Uri.CheckHostName(options.Host) == UriHostNameType.Dns)
        {
            yield return ("Gateway__Hosts__900", options.Host);
        }
    }

    private static bool IsPem(string file) => Path.GetExtension(file).ToUpperInvariant() is not (".PFX" or ".P12");
}
