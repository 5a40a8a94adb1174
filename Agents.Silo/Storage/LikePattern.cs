namespace Agents.Silo.Storage;

/// <summary>Patterns for <c>LIKE ... ESCAPE '\'</c>.</summary>
internal static class LikePattern
{
    /// <summary>Matches what contains the text as it is; null where there is no text.</summary>
    public static string? Containing(string? text)
        => string.IsNullOrWhiteSpace(text)
            ? null
            : $"%{text.Trim().Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
}
