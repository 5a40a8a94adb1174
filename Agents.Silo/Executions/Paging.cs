using System.Globalization;
using Agents.Client.Paging;

namespace Agents.Silo.Executions;

/// <summary>Pages of lists: <c>?limit=</c> (at most 200) and an opaque <c>?cursor=</c>.</summary>
internal static class Paging
{
    public const int DefaultLimit = 50;

    public const int LargestLimit = 200;

    public const string Problem = "'limit' is from 1 to 200, and 'cursor' is what the reply before gave as next_cursor.";

    /// <summary>Reads a cursor that is a number; no cursor is 0.</summary>
    public static bool TryReadNumber(string? cursor, out long number)
    {
        number = 0;
        return string.IsNullOrEmpty(cursor) || long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>A page of a list in memory; what is wrong with the query, or null.</summary>
    public static string? Slice<T>(IReadOnlyList<T> all, string? cursor, int limit, out ItemPage<T>? page)
    {
        page = null;
        if (!TryReadNumber(cursor, out var skip) || limit is < 1 or > LargestLimit)
        {
            return Problem;
        }

        var items = all.Skip((int)Math.Min(skip, int.MaxValue)).Take(limit).ToList();
        var next = skip + items.Count;
        page = new ItemPage<T>(items, next < all.Count ? next.ToString(CultureInfo.InvariantCulture) : null, all.Count);
        return null;
    }
}
