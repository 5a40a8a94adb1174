using System.Buffers;

namespace Agents.Silo.Tools;

/// <summary>Names of files inside of an execution's folder.</summary>
internal static class ArtifactName
{
    private const int MostParts = 16;
    private const int LongestPart = 200;

    private static readonly SearchValues<char> Special = SearchValues.Create("\\:*?\"<>|");

    /// <summary>The file that a name means.</summary>
    /// <exception cref="FileRefusedException">The name leads out of the folder, or through a link.</exception>
    public static string Resolve(string folder, string name)
    {
        var parts = name.Split('/');
        if (parts.Length > MostParts || parts.Any(static part => !IsPlain(part)))
        {
            throw new FileRefusedException($"'{name}' is no name of a file here. Names are relative to the execution's folder, like report.md or data/rows.csv, without '..'.");
        }

        var path = folder;
        foreach (var part in parts)
        {
            path = Path.Combine(path, part);
            if (new FileInfo(path).LinkTarget is not null)
            {
                throw new FileRefusedException($"'{name}' leads through a link, which is not followed.");
            }
        }

        return path;
    }

    // What begins with a dot is hidden, and '..' leads out; the rest is what some system gives a meaning of its own.
    private static bool IsPlain(string part)
        => part.Length is > 0 and <= LongestPart && part[0] != '.' && part[^1] is not ('.' or ' ') && !part.AsSpan().ContainsAny(Special) && !part.Any(char.IsControl);
}
