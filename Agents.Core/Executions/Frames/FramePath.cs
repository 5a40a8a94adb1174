namespace Agents.Core.Executions;

/// <summary>
/// Paths of frames: <c>parent/state#visit/key</c>, empty for the workflow's own states. Two frames that are open at the same time never have the same one,
/// and the same branch has the same one after every restart.
/// </summary>
public static class FramePath
{
    /// <summary>The path of a branch.</summary>
    /// <param name="parent">The frame around it.</param>
    /// <param name="state">The state that branches.</param>
    /// <param name="visit">Which visit of it, from 1.</param>
    /// <param name="key">The branch's name or the item's index.</param>
    public static string Child(string parent, string state, int visit, string key)
        => parent.Length == 0 ? $"{Escape(state)}#{visit}/{Escape(key)}" : $"{parent}/{Escape(state)}#{visit}/{Escape(key)}";

    /// <summary>Takes a path apart: the frame around it, the state that branches there, and the branch's key.</summary>
    /// <exception cref="ArgumentException">The path has no such parts.</exception>
    public static (string Parent, string State, string Key) Split(string path)
    {
        var key = path.LastIndexOf('/');
        var state = key < 1 ? -1 : path.LastIndexOf('/', key - 1);
        var visit = key < 1 ? -1 : path.LastIndexOf('#', key);
        return visit <= state
            ? throw new ArgumentException($"'{path}' is not the path of a branch.", nameof(path))
            : (state < 0 ? "" : path[..state], Unescape(path[(state + 1)..visit]), Unescape(path[(key + 1)..]));
    }

    /// <summary>The steps around a branch, from the inside out, each as the path of a branch of it without a key.</summary>
    internal static IEnumerable<string> Around(string path)
    {
        while (path.Length > 0)
        {
            yield return path[..(path.LastIndexOf('/') + 1)];
            path = Split(path).Parent;
        }
    }

    private static string Escape(string name)
        => name.AsSpan().ContainsAny('/', '#', '%') ? name.Replace("%", "%25").Replace("/", "%2F").Replace("#", "%23") : name;

    private static string Unescape(string name)
        => name.Contains('%') ? name.Replace("%23", "#").Replace("%2F", "/").Replace("%25", "%") : name;
}
