using Agents.Dashboard.Security;

namespace Agents.Dashboard.Mlflow;

/// <summary>Where MLflow is, as <c>MLFLOW_TRACKING_URI</c> says it.</summary>
/// <param name="Url">An http or https address without user and password.</param>
/// <param name="IsLocal">Whether it is on this machine: then it is shown within the page.</param>
internal sealed record MlflowAddress(Uri Url, bool IsLocal)
{
    public const string Variable = "MLFLOW_TRACKING_URI";

    /// <summary>Reads the setting; null where there is none, or none that a browser could open.</summary>
    public static MlflowAddress? Of(IConfiguration configuration)
    {
        if (!Uri.TryCreate(configuration[Variable], UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            return null;
        }

        var shown = new UriBuilder(url) { UserName = "", Password = "" }.Uri;
        return new(shown, shown.IsLoopback);
    }

    /// <summary>The policy of a page that shows it: the one of every page, and a frame of MLflow's own origin.</summary>
    public string ContentSecurityPolicy => $"{SecurityHeaders.ContentSecurityPolicy}; frame-src {Url.GetLeftPart(UriPartial.Authority)}";
}
