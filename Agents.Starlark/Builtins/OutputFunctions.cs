namespace Agents.Starlark;

/// <summary>Functions that speak to the host.</summary>
internal static class OutputFunctions
{
    public static IEnumerable<StarlarkBuiltin> All { get; } =
    [
        new("fail", Signature.Of("*args, **named"), Fail),
        new("print", Signature.Of("*args, **named"), Print),
    ];

    private static StarlarkValue Fail(BoundArguments a) => throw new StarlarkException(StarlarkErrorKind.Failure, $"fail: {Line(a)}");

    private static StarlarkNone Print(BoundArguments a)
    {
        a.Thread.Print(Line(a));
        return StarlarkNone.Instance;
    }

    private static string Line(BoundArguments a)
    {
        var separator = " ";
        List<StarlarkValue> parts = [.. a.Rest(0)];
        var text = new Representation(a.Thread);
        foreach (var (key, value) in a.Named(1).Entries)
        {
            var name = ((StarlarkString)key).Value;
            if (name == "sep")
            {
                separator = value is StarlarkString given ? given.Value : throw Faults.Type($"Error in {a.Function}: for parameter sep: got {value.TypeName}, want string");
            }
            else
            {
                throw Faults.Type($"Error in {a.Function}: unexpected keyword argument {name}");
            }
        }

        for (var i = 0; i < parts.Count; i++)
        {
            text.Append(i == 0 ? "" : separator);
            text.AppendText(parts[i]);
        }

        return text.ToString();
    }
}
