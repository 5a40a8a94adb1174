namespace Agents.Starlark;

/// <summary>Methods of strings.</summary>
internal static partial class StringMethods
{
    public static MethodTable Table { get; } = new(
        Method.Of<StarlarkString>("capitalize", "", (self, a) => Map(self, a, Capitalize)),
        Method.Of<StarlarkString>("count", "sub, start=, end=, /", Count),
        Method.Of<StarlarkString>("elems", "", Elems),
        Method.Of<StarlarkString>("endswith", "suffix, start=, end=, /", (self, a) => HasAffix(self, a, atEnd: true)),
        Method.Of<StarlarkString>("find", "sub, start=, end=, /", (self, a) => StarlarkInt.Of(Find(self, a, last: false))),
        Method.Of<StarlarkString>("format", "*args, **named", (self, a) => new FormatString(a.Thread, self.Value, a.Rest(0), a.Named(1)).Run()),
        Method.Of<StarlarkString>("index", "sub, start=, end=, /", (self, a) => Index(self, a, last: false)),
        Method.Of<StarlarkString>("isalnum", "", (self, a) => All(self, a, char.IsLetterOrDigit)),
        Method.Of<StarlarkString>("isalpha", "", (self, a) => All(self, a, char.IsLetter)),
        Method.Of<StarlarkString>("isdigit", "", (self, a) => All(self, a, char.IsDigit)),
        Method.Of<StarlarkString>("islower", "", (self, a) => Cased(self, a, char.IsLower, IsUpperOrTitle)),
        Method.Of<StarlarkString>("isspace", "", (self, a) => All(self, a, char.IsWhiteSpace)),
        Method.Of<StarlarkString>("istitle", "", IsTitle),
        Method.Of<StarlarkString>("isupper", "", (self, a) => Cased(self, a, char.IsUpper, char.IsLower)),
        Method.Of<StarlarkString>("join", "iterable, /", Join),
        Method.Of<StarlarkString>("lower", "", (self, a) => Map(self, a, text => text.ToLowerInvariant())),
        Method.Of<StarlarkString>("lstrip", "cutset=, /", (self, a) => Strip(self, a, atStart: true, atEnd: false)),
        Method.Of<StarlarkString>("partition", "sep, /", (self, a) => Partition(self, a, last: false)),
        Method.Of<StarlarkString>("removeprefix", "prefix, /", RemovePrefix),
        Method.Of<StarlarkString>("removesuffix", "suffix, /", RemoveSuffix),
        Method.Of<StarlarkString>("replace", "old, new, count=, /", Replace),
        Method.Of<StarlarkString>("rfind", "sub, start=, end=, /", (self, a) => StarlarkInt.Of(Find(self, a, last: true))),
        Method.Of<StarlarkString>("rindex", "sub, start=, end=, /", (self, a) => Index(self, a, last: true)),
        Method.Of<StarlarkString>("rpartition", "sep, /", (self, a) => Partition(self, a, last: true)),
        Method.Of<StarlarkString>("rsplit", "sep=, maxsplit=, /", (self, a) => Split(self, a, fromEnd: true)),
        Method.Of<StarlarkString>("rstrip", "cutset=, /", (self, a) => Strip(self, a, atStart: false, atEnd: true)),
        Method.Of<StarlarkString>("split", "sep=, maxsplit=, /", (self, a) => Split(self, a, fromEnd: false)),
        Method.Of<StarlarkString>("splitlines", "keepends=, /", SplitLines),
        Method.Of<StarlarkString>("startswith", "prefix, start=, end=, /", (self, a) => HasAffix(self, a, atEnd: false)),
        Method.Of<StarlarkString>("strip", "cutset=, /", (self, a) => Strip(self, a, atStart: true, atEnd: true)),
        Method.Of<StarlarkString>("title", "", (self, a) => Map(self, a, Title)),
        Method.Of<StarlarkString>("upper", "", (self, a) => Map(self, a, text => text.ToUpperInvariant())));

    private static StarlarkString Map(StarlarkString self, BoundArguments a, Func<string, string> change)
    {
        a.Thread.TextWork(self.Value.Length);
        a.Thread.Reserve(Footprint.Text(self.Value.Length));
        return StarlarkString.Of(change(self.Value));
    }

    private static StarlarkElements Elems(StarlarkString self, BoundArguments a)
    {
        a.Thread.Reserve(Footprint.Closure);
        return new StarlarkElements(self);
    }

    private static StarlarkString Join(StarlarkString self, BoundArguments a)
    {
        var text = new Representation(a.Thread);
        var isFirst = true;
        foreach (var item in a.Items(0))
        {
            a.Thread.Work(1);
            text.Append(isFirst ? "" : self.Value);
            text.Append(item is StarlarkString part ? part.Value : throw Faults.Type($"join: in list, want string, got {item.TypeName}"));
            isFirst = false;
        }

        return StarlarkString.Of(text.ToString());
    }
}
