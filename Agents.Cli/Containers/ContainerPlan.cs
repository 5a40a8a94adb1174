using System.Text;

namespace Agents.Cli.Containers;

/// <summary>What is to run in a container.</summary>
/// <param name="Id">The deployment's id; the container is <c>agents-</c> and the id.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="FileName">The workflow's file in the container.</param>
/// <param name="Port">The port on this machine.</param>
internal sealed record ContainerPlan(string Id, string Name, string FileName, int Port)
{
    /// <summary>What the image is built on.</summary>
    public const string DefaultBase = "mcr.microsoft.com/dotnet/aspnet:10.0";

    private const int LongestId = 63;

    /// <summary>The image to build on: it has the ASP.NET runtime.</summary>
    public string BaseImage { get; init; } = DefaultBase;

    /// <summary>Most memory, as the container engine takes it, like <c>512m</c>; null sets no limit.</summary>
    public string? Memory { get; init; }

    /// <summary>Most processors, like <c>1.5</c>; null sets no limit.</summary>
    public string? Cpus { get; init; }

    public string ContainerName => NameOf(Id);

    public string VolumeName => $"{ContainerName}-data";

    public static string NameOf(string id) => $"agents-{id}";

    /// <summary>An id made of a name: lower-case letters, digits and hyphens. Null where nothing of the name is left.</summary>
    public static string? IdOf(string name)
    {
        var id = new StringBuilder();
        foreach (var c in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                id.Append(c);
            }
            else if (id.Length > 0 && id[^1] != '-')
            {
                id.Append('-');
            }
        }

        var text = id.ToString(0, Math.Min(id.Length, LongestId)).Trim('-');
        return text.Length == 0 ? null : text;
    }
}
