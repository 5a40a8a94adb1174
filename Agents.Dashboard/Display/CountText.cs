namespace Agents.Dashboard.Display;

/// <summary>Large counts: <c>999</c>, <c>12.4k</c>, <c>1.2M</c>; and counts with their noun.</summary>
internal static class CountText
{
    public static string Of(long count) => count switch
    {
        < 1_000 => $"{count}",
        < 999_950 => $"{count / 1_000d:0.0}k",
        _ => $"{count / 1_000_000d:0.0}M",
    };

    public static string With(long count, string noun) => count == 1 ? $"1 {noun}" : $"{count:#,0} {noun}s";
}
