namespace Agents.Starlark;

/// <summary>
/// The parameters of a function written in C#, given as Python writes them: <c>"x, base=, /, *, key="</c>. A name with '=' is
/// optional; before '/' only positions count; after '*' only names; <c>*rest</c> and <c>**named</c> collect the surplus into a tuple
/// and a dict.
/// </summary>
internal sealed class Signature
{
    private readonly string[] _names;
    private readonly int _positionalOnly;
    private readonly int _positional;
    private readonly int _required;
    private readonly bool _star;
    private readonly bool _starStar;

    private Signature(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        _names = [.. parts.Select(part => part.Trim('*', '=')).Where(name => name.Length > 0 && name != "/")];
        var slash = Array.IndexOf(parts, "/");
        _positionalOnly = Math.Max(0, slash);
        var star = Array.FindIndex(parts, part => part[0] == '*');
        _positional = star < 0 ? _names.Length : star - (slash >= 0 && slash < star ? 1 : 0);
        _required = _names.TakeWhile((_, index) => index < _positional && !parts.Contains($"{_names[index]}=")).Count();
        _star = Array.Exists(parts, part => part.Length > 1 && part[0] == '*' && part[1] != '*');
        _starStar = Array.Exists(parts, part => part.StartsWith("**", StringComparison.Ordinal));
    }

    private int PlainCount => _names.Length - (_star ? 1 : 0) - (_starStar ? 1 : 0);

    public static Signature Of(string text) => new(text);

    public string Name(int index) => _names[index];

    public BoundArguments Bind(StarlarkThread thread, string function, StarlarkArguments arguments)
    {
        var (positional, named) = (arguments.PositionalArray, arguments.NamedArray);
        if (positional.Length == _names.Length && named.Length == 0 && _positional == _names.Length)
        {
            return new BoundArguments(thread, function, this, positional);
        }

        if (positional.Length > _positional && !_star)
        {
            throw Faults.Type($"Error in {function}: got {positional.Length} argument{(positional.Length == 1 ? "" : "s")}, want {(_required == _positional ? "" : "at most ")}{_positional}");
        }

        var values = new StarlarkValue?[_names.Length];
        Array.Copy(positional, values, Math.Min(positional.Length, _positional));
        CollectSurplus(thread, positional, values);
        BindNamed(thread, function, named, values);
        for (var i = 0; i < _required; i++)
        {
            if (values[i] is null)
            {
                throw Faults.Type($"Error in {function}: missing argument for {_names[i]}: got {positional.Length + named.Length} arguments, want at least {_required}");
            }
        }

        return new BoundArguments(thread, function, this, values);
    }

    private void CollectSurplus(StarlarkThread thread, StarlarkValue[] positional, StarlarkValue?[] values)
    {
        if (_star)
        {
            values[StarIndex()] = thread.Tuple(positional.Length > _positional ? positional[_positional..] : []);
        }

        if (_starStar)
        {
            values[^1] = new StarlarkDict();
        }
    }

    private int StarIndex() => _names.Length - (_starStar ? 2 : 1);

    private void BindNamed(StarlarkThread thread, string function, KeyValuePair<string, StarlarkValue>[] named, StarlarkValue?[] values)
    {
        foreach (var (name, value) in named)
        {
            var index = Array.IndexOf(_names, name, _positionalOnly, Math.Max(0, PlainCount - _positionalOnly));
            if (index >= 0)
            {
                values[index] = values[index] is null ? value : throw Faults.Type($"Error in {function}: got multiple values for keyword argument \"{name}\"");
            }
            else if (_starStar)
            {
                thread.Reserve(Footprint.Entry);
                _ = ((StarlarkDict)values[^1]!).Change("insert into").Set(StarlarkString.Of(name), value)
                    ? 0 : throw Faults.Type($"Error in {function}: duplicate keyword arg: \"{name}\"");
            }
            else
            {
                var hint = Spelling.Hint(name, _names.Skip(_positionalOnly));
                throw Faults.Type(PlainCount == _positionalOnly
                    ? $"Error in {function}: unexpected keyword arguments"
                    : $"Error in {function}: unexpected keyword argument {name}{hint}");
            }
        }
    }
}
