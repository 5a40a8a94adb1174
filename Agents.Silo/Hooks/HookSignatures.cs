using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Agents.Client.Hooks;
using Agents.Silo.Webhooks;

namespace Agents.Silo.Hooks;

/// <summary>Whether what came in was sent by somebody who has the secret. Compares in constant time.</summary>
internal static class HookSignatures
{
    private const string HubHeader = "X-Hub-Signature-256";

    /// <summary>What is wrong with a request; null where its signature fits. Tells nothing of the right one.</summary>
    /// <param name="scheme">One of <see cref="HookSchemes"/>.</param>
    /// <param name="header">A header's value by its name; null where there is none.</param>
    /// <param name="body">The body as it came.</param>
    /// <param name="secret">The key.</param>
    /// <param name="now">The time.</param>
    /// <param name="tolerance">How far a signed time may be from it, either way.</param>
    public static string? Problem(string scheme, Func<string, string?> header, ReadOnlySpan<byte> body, string secret, DateTimeOffset now, TimeSpan tolerance)
    {
        var key = Encoding.UTF8.GetBytes(secret);
        return scheme switch
        {
            HookSchemes.Generic => Generic(header(WebhookSignature.Header), body, key, now, tolerance),
            HookSchemes.Slack => Slack(header("X-Slack-Signature"), header("X-Slack-Request-Timestamp"), body, key, now, tolerance),
            _ => header(HubHeader) is not { } given ? Missing(HubHeader) : Fits(given, "sha256=", "", body, key),
        };
    }

    /// <summary>Whether two secrets are the same.</summary>
    public static bool AreEqual(string one, string other) => CryptographicOperations.FixedTimeEquals(Hash(one), Hash(other));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static string? Generic(string? given, ReadOnlySpan<byte> body, byte[] key, DateTimeOffset now, TimeSpan tolerance)
    {
        if (given?.Split(',') is not [['t', '=', .. var time], var signature])
        {
            return given is null ? Missing(WebhookSignature.Header) : $"{WebhookSignature.Header} has the form t=<unix seconds>,v1=<hex>.";
        }

        return AgeProblem(time, now, tolerance) ?? Fits(signature, "v1=", $"{time}.", body, key);
    }

    private static string? Slack(string? given, string? time, ReadOnlySpan<byte> body, byte[] key, DateTimeOffset now, TimeSpan tolerance)
        => given is null ? Missing("X-Slack-Signature")
            : time is null ? Missing("X-Slack-Request-Timestamp")
            : AgeProblem(time, now, tolerance) ?? Fits(given, "v0=", $"v0:{time}:", body, key);

    private static string? AgeProblem(string time, DateTimeOffset now, TimeSpan tolerance)
        => !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? "The signature's time is in unix seconds."
            : Math.Abs((double)(now.ToUnixTimeSeconds() - seconds)) > tolerance.TotalSeconds
                ? string.Create(CultureInfo.InvariantCulture, $"The signature's time is more than {tolerance.TotalSeconds:0} s from now. Check the sender's clock; what is repeated is signed anew.")
                : null;

    private static string? Fits(string given, string prefix, string before, ReadOnlySpan<byte> body, byte[] key)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        mac.AppendData(Encoding.UTF8.GetBytes(before));
        mac.AppendData(body);
        var expected = Encoding.ASCII.GetBytes(prefix + Convert.ToHexStringLower(mac.GetHashAndReset()));
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(given)) ? null : "The signature does not fit the body and the secret.";
    }

    private static string Missing(string header) => $"The request lacks the header {header}.";
}
