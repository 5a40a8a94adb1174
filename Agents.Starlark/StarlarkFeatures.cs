namespace Agents.Starlark;

/// <summary>Extras beyond the specification, each switched on by itself.</summary>
[Flags]
public enum StarlarkFeatures
{
    /// <summary>The specification's language.</summary>
    None = 0,

    /// <summary>
    /// <c>d.key</c> reads a dict's entry. A plain read prefers the key to a method of that name (<c>x.items</c> is data);
    /// a call prefers the method unless the entry itself can be called (<c>x.items()</c> is the method).
    /// <c>hasattr</c>, and <c>getattr</c> with a default, then ask a dict for keys only. <c>d.key = v</c> sets an entry.
    /// </summary>
    DotAccess = 1,

    /// <summary><c>true</c>, <c>false</c> and <c>null</c> are constants.</summary>
    JsonNames = 2,

    /// <summary>The module <c>json</c> with <c>encode</c>, <c>decode</c>, <c>encode_indent</c>, <c>indent</c>.</summary>
    Json = 4,

    /// <summary>The function <c>sum(iterable, start=0)</c>.</summary>
    Sum = 8,

    /// <summary><c>if</c> and <c>for</c> statements outside functions.</summary>
    TopLevelControl = 16,

    /// <summary>A global may be assigned more than once; read before that, it is looked up in the scope.</summary>
    TopLevelRebinding = 32,

    /// <summary>f-strings, and format specifications and conversions in <c>str.format</c>.</summary>
    FStrings = 64,

    /// <summary><c>a &lt; b &lt; c</c> means <c>a &lt; b and b &lt; c</c>, with b evaluated once.</summary>
    ChainedComparisons = 128,

    /// <summary>Functions may call themselves, up to <see cref="StarlarkLimits.MaxDepth"/>.</summary>
    Recursion = 256,
}
