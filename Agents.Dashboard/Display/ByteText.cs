namespace Agents.Dashboard.Display;

/// <summary>Sizes for people.</summary>
internal static class ByteText
{
    public static string Of(long bytes) => bytes switch
    {
        < 1_000 => $"{bytes} B",
        < 1_000_000 => $"{bytes / 1_000d:0.#} KB",
        < 1_000_000_000 => $"{bytes / 1_000_000d:0.#} MB",
        _ => $"{bytes / 1_000_000_000d:0.##} GB",
    };
}
