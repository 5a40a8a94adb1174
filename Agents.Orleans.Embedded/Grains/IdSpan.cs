namespace Orleans.Runtime;

/// <summary>One part of a grain's identity: its type or its key.</summary>
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>
{
    private readonly string? _value;

    private IdSpan(string value) => _value = value;

    public bool IsDefault => string.IsNullOrEmpty(_value);

    public static IdSpan Create(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new IdSpan(id);
    }

    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);

    public static bool operator <(IdSpan left, IdSpan right) => left.CompareTo(right) < 0;

    public static bool operator <=(IdSpan left, IdSpan right) => left.CompareTo(right) <= 0;

    public static bool operator >(IdSpan left, IdSpan right) => left.CompareTo(right) > 0;

    public static bool operator >=(IdSpan left, IdSpan right) => left.CompareTo(right) >= 0;

    public bool Equals(IdSpan other) => string.Equals(ToString(), other.ToString());

    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    public override int GetHashCode() => string.GetHashCode(ToString(), StringComparison.Ordinal);

    public int CompareTo(IdSpan other) => string.CompareOrdinal(ToString(), other.ToString());

    /// <summary>A hash that is the same in every process, so that it may be stored (FNV-1a over UTF-16 units).</summary>
    public uint GetUniformHashCode()
    {
        var hash = 2166136261u;
        foreach (var unit in ToString())
        {
            hash = (hash ^ unit) * 16777619u;
        }

        return hash;
    }

    public override string ToString() => _value ?? "";
}
