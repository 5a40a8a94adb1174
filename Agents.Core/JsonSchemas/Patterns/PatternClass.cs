namespace Agents.Core.JsonSchemas.Patterns;

/// <summary>A bracketed class. Reads from behind <c>[</c> to its <c>]</c>.</summary>
internal sealed class PatternClass
{
    private readonly CodePointSet _own = new();
    private readonly bool _negated;

    public PatternClass(PatternReader reader)
    {
        _negated = reader.TrySkip("^");
        while (!reader.TrySkip("]"))
        {
            Item(reader);
        }
    }

    public bool Contains(int codePoint) => _own.Contains(codePoint) != _negated;

    public int? First => _negated ? null : _own.First();

    public string Render() => _own.Render(_negated);

    private void Item(PatternReader reader)
    {
        var from = Atom(reader);
        if (from is not { } first || reader.Peek() != '-')
        {
            AddOne(from);
            return;
        }

        reader.Skip(1);
        if (reader.Peek() == ']')
        {
            AddOne(first);
            AddOne('-');
            return;
        }

        if (Atom(reader) is not { } last)
        {
            AddOne(first);
            AddOne('-');
            return;
        }

        if (last < first)
        {
            throw new PatternException("A range in brackets runs backwards.");
        }

        _own.Add(first, last);
    }

    private void AddOne(int? codePoint)
    {
        if (codePoint is { } one)
        {
            _own.Add(one, one);
        }
    }

    // One character, or null where the escape was a set (which is added).
    private int? Atom(PatternReader reader)
    {
        if (!reader.TrySkip("\\"))
        {
            return reader.ReadCodePoint();
        }

        if (reader.TrySkip("b"))
        {
            return '\b';
        }

        var escape = PatternEscape.Read(reader);
        if (escape.Set is { } set)
        {
            _own.AddAll(set);
            return null;
        }

        return escape.CodePoint;
    }
}
