using System.Globalization;

namespace Agents.Silo;

/// <summary>Makes ids that begin with the time, so that newest-first is the primary key backwards.</summary>
internal sealed class IdGenerator(TimeProvider time)
{
    /// <summary>A UUID of version 7 (RFC 9562), in lower-case hex.</summary>
#pragma warning disable RS0030 // The one place where ids are made.
    public string Next() => Guid.CreateVersion7(time.GetUtcNow()).ToString();
#pragma warning restore RS0030

    /// <summary>What sorts before every id that is made at or after a time, and after every id of before.</summary>
    public static string FirstAt(DateTimeOffset time)
    {
        var digits = Math.Max(time.ToUnixTimeMilliseconds(), 0).ToString("x12", CultureInfo.InvariantCulture);
        return $"{digits[..8]}-{digits[8..]}";
    }
}
