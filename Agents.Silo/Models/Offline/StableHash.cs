namespace Agents.Silo.Models.Offline;

/// <summary>FNV-1a over UTF-16: the same text gives the same number on every machine and in every process, which <c>string.GetHashCode</c> does not.</summary>
internal struct StableHash()
{
    private ulong _value = 14695981039346656037;

    public readonly ulong Value => _value;

    public void Add(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            _value = (_value ^ character) * 1099511628211;
        }

        // A separator: "ab" + "c" is not "a" + "bc".
        _value = (_value ^ 0xFFFF) * 1099511628211;
    }
}
