using System.Text.RegularExpressions;

namespace Agents.Silo.Deployments;

/// <summary>Paths below <c>/api/deployed/</c>, and ids made of them.</summary>
internal static partial class EndpointPath
{
    public const string Form = "1 to 100 lower-case letters, digits, '-', '_' and '.', in parts of letters or digits first, with '/' between them, like reports/weekly";

    public const string IdForm = "1 to 100 letters, digits, '-', '_' and '.', a letter or digit first";

    /// <summary>The path itself of one that may be written with what stands before it.</summary>
    public static string Trim(string path)
    {
        var rest = path.Trim();
        return (rest.StartsWith(DeploymentViews.EndpointRoot, StringComparison.Ordinal) ? rest[DeploymentViews.EndpointRoot.Length..] : rest).Trim('/');
    }

    public static bool IsPath(string path) => path.Length <= 100 && Path().IsMatch(path);

    public static bool IsId(string id) => Id().IsMatch(id);

    /// <summary>The id of what is deployed at a path, where nobody gives one.</summary>
    public static string ToId(string path) => path.Replace('/', '-');

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Path();

    // What the API has under its own name cannot be an id.
    [GeneratedRegex(@"\A(?!(register|cleanup)\z)[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Id();
}
