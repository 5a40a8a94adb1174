using Agents.Client.Status;

namespace Agents.Dashboard.Shell;

/// <summary>A page that the rail, the palette and the shortcuts lead to.</summary>
/// <param name="Name">Its name, as its heading.</param>
/// <param name="Path">Its address.</param>
/// <param name="Icon">A symbol of icons.svg.</param>
/// <param name="Hotkey">Two keys in turn, e.g. <c>g e</c>; null means none.</param>
public sealed record Destination(string Name, string Path, string Icon, string? Hotkey = null)
{
    /// <summary>Other words that the palette finds it by.</summary>
    public string Words { get; init; } = "";

    /// <summary>Where the pages below it are, if not below its own address.</summary>
    public string? Below { get; init; }

    /// <summary>Whether the rail shows it; the palette always does.</summary>
    public bool IsInRail { get; init; } = true;

    /// <summary>How many things there wait for somebody, shown beside the name; null where nothing is counted.</summary>
    public Func<SystemStatus, long>? Waiting { get; init; }

    /// <summary>What is counted, in the singular.</summary>
    public string WaitingNoun { get; init; } = "";

    /// <summary>The id of the count's element.</summary>
    public string CountId => $"rail-count{Path.Replace('/', '-')}";

    /// <summary>Whether <paramref name="address"/>, without host, is this page or one below it.</summary>
    public bool Holds(string address) => IsAt(Path, address) || (Below is not null && IsAt(Below, address));

    public bool Fits(string text)
        => Name.Contains(text, StringComparison.OrdinalIgnoreCase) || Words.Contains(text, StringComparison.OrdinalIgnoreCase);

    private static bool IsAt(string path, string address)
        => address.StartsWith(path, StringComparison.Ordinal) && (address.Length == path.Length || address[path.Length] is '/' or '?');
}

/// <summary>A part of the navigation.</summary>
public sealed record DestinationGroup(string Name, IReadOnlyList<Destination> Items);
