using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Agents.Silo.Deployments;

/// <summary>Which version a call runs where a canary takes a share of them.</summary>
internal static class VersionChoice
{
    /// <summary>The same caller of the same deployment always comes to the same version while the share stays.</summary>
    /// <param name="deployment">The deployment; one of kind endpoint.</param>
    /// <param name="sticky">What stays the same between calls that belong together.</param>
    public static int Of(DeploymentRow deployment, string sticky)
        => deployment.CanaryVersion is { } canary && Place(deployment.Id, sticky) < deployment.CanaryShare ? (int)canary : (int)deployment.Version!;

    // 0 to 99, evenly.
    private static long Place(string deployment, string sticky)
        => (long)(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{deployment}\n{sticky}"))) % 100);
}
