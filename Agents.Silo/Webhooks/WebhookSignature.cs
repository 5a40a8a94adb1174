using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Agents.Silo.Webhooks;

/// <summary>
/// <c>X-Agents-Signature: t=&lt;unix seconds&gt;,v1=&lt;hex&gt;</c>, where the hex is HMAC-SHA256 over <c>t</c>, a dot and the body. The time is signed
/// too, so that a receiver can refuse a message that somebody kept and sends again.
/// </summary>
internal static class WebhookSignature
{
    public const string Header = "X-Agents-Signature";

    public static string Of(ReadOnlySpan<byte> body, byte[] secret, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        mac.AppendData(Encoding.ASCII.GetBytes($"{time}."));
        mac.AppendData(body);
        return $"t={time},v1={Convert.ToHexStringLower(mac.GetHashAndReset())}";
    }
}
