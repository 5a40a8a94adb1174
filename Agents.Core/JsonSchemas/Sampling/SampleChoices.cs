namespace Agents.Core.JsonSchemas.Sampling;

/// <summary>
/// The choices of one attempt. Each depends on the seed, the attempt and the place alone, so that a value does not change because another one did.
/// Attempt 0 takes what the author suggests, 1 to 3 vary that in order, later ones at random.
/// </summary>
internal readonly struct SampleChoices(string seed, int attempt)
{
    private readonly ulong _hash = Hash(Hash(14695981039346656037UL, seed), attempt < 4 ? "" : attempt.ToString());

    public int Attempt => attempt;

    public bool IsSeeded => seed.Length > 0;

    /// <summary>Whether defaults, examples and enums' order count.</summary>
    public bool TakesSuggestions(string place) => attempt < 4 ? attempt % 2 == 0 : Number(place + "?suggested", 2) == 0;

    /// <summary>Whether an optional property is there.</summary>
    public bool TakesOptional(string place) => attempt < 4 ? attempt < 2 : Number(place + "?optional", 2) == 0;

    /// <summary>One of several alternatives: the first, until attempts or the seed vary it.</summary>
    public int Index(string place, int count) => attempt == 0 && !IsSeeded ? 0 : attempt is > 0 and < 4 ? attempt % count : Number(place, count);

    /// <summary>A number from 0 up to, not including, <paramref name="count"/>.</summary>
    public int Number(string place, int count) => count <= 1 ? 0 : (int)(Mix(Hash(_hash, place)) % (ulong)count);

    public ulong Bits(string place) => Mix(Hash(_hash, place));

    // FNV-1a, then the finaliser of SplitMix64: stable across processes, which string.GetHashCode is not.
    private static ulong Hash(ulong hash, string text)
    {
        foreach (var unit in text)
        {
            hash = (hash ^ unit) * 1099511628211UL;
        }

        return hash;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
