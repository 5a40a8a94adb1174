using System.Globalization;

namespace Agents.Silo.Executions;

/// <summary>Cursors of lists that are in the order of a time and, where that is the same, of an id.</summary>
internal static class TimeCursor
{
    /// <summary>A cursor that goes on after a row. With all digits: PostgreSQL keeps microseconds.</summary>
    public static string After(DateTimeOffset time, string id) => $"{time.UtcDateTime:O}_{id}";

    /// <summary>Reads a cursor; both are null where there is none. False where it is not one.</summary>
    public static bool TryRead(string? cursor, out DateTimeOffset? time, out string? id)
    {
        (time, id) = (null, null);
        if (string.IsNullOrEmpty(cursor))
        {
            return true;
        }

        var parts = cursor.Split('_', 2);
        if (parts.Length < 2 || !DateTimeOffset.TryParse(parts[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read))
        {
            return false;
        }

        (time, id) = (read, parts[1]);
        return true;
    }
}
