using System.Globalization;
using Agents.Client.Access;

namespace Agents.Dashboard.Access;

/// <summary>The form that makes a key.</summary>
internal static class KeyForm
{
    private const double SecondsPerDay = 24 * 3600;

    /// <summary>What it says.</summary>
    /// <param name="form">The form as it was sent.</param>
    /// <param name="isOfDeployment">Whether the key is a deployment's, which has neither principal nor scopes of its own.</param>
    public static CreateKey Read(IFormCollection form, bool isOfDeployment) => new()
    {
        Name = form["key_name"],
        Principal = !isOfDeployment && form["key_principal"].ToString().Trim() is { Length: > 0 } principal ? principal : null,
        Scopes = isOfDeployment ? null : form["key_scope"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ExpiresInSeconds = double.TryParse(form["key_days"], NumberStyles.Float, CultureInfo.InvariantCulture, out var days) ? days * SecondsPerDay : null,
    };
}
