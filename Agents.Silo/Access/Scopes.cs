using Agents.Client.Access;
using Agents.Silo.Deployments;

namespace Agents.Silo.Access;

/// <summary>Which scope includes which.</summary>
internal static class Scopes
{
    /// <summary>What a route needs where every key will do.</summary>
    public const string AnyKey = "any";

    /// <summary>Whether one of these scopes allows what a route needs.</summary>
    /// <param name="given">What the caller has.</param>
    /// <param name="needed">One of <see cref="KeyScopes.General"/>, or <see cref="AnyKey"/>.</param>
    public static bool Allow(IReadOnlyList<string> given, string needed)
    {
        foreach (var scope in given)
        {
            if (scope == KeyScopes.Admin || scope == needed || needed == AnyKey || (needed == KeyScopes.Viewer && scope is KeyScopes.Operator or KeyScopes.Approver))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a text is a scope.</summary>
    public static bool IsScope(string text) => KeyScopes.General.Contains(text) || DeploymentOf(text) is { } deployment && EndpointPath.IsId(deployment);

    /// <summary>The deployment that a scope names; null where it names none.</summary>
    public static string? DeploymentOf(string scope)
        => scope.StartsWith(KeyScopes.InvokePrefix, StringComparison.Ordinal) ? scope[KeyScopes.InvokePrefix.Length..]
            : scope.StartsWith(KeyScopes.AgentPrefix, StringComparison.Ordinal) ? scope[KeyScopes.AgentPrefix.Length..]
            : null;
}
