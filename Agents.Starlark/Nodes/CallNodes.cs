namespace Agents.Starlark;

/// <summary>The arguments of a call as written.</summary>
internal sealed class ArgumentNodes
{
    public required Node[] Positional { get; init; }

    public required (string Name, Node Value)[] Named { get; init; }

    public required Node? Star { get; init; }

    public required Node? StarStar { get; init; }

    public StarlarkArguments Evaluate(Frame frame, SourcePosition position)
    {
        var positional = new StarlarkValue[Positional.Length];
        for (var i = 0; i < positional.Length; i++)
        {
            positional[i] = Positional[i].Evaluate(frame);
        }

        if (Named.Length == 0 && Star is null && StarStar is null)
        {
            return new StarlarkArguments(positional);
        }

        List<KeyValuePair<string, StarlarkValue>> named = [];
        foreach (var (name, node) in Named)
        {
            named.Add(new(name, node.Evaluate(frame)));
        }

        var star = Star?.Evaluate(frame);
        var starStar = StarStar?.Evaluate(frame);
        frame.Position = position;
        positional = star is null ? positional : [.. positional, .. Spread(frame.Thread, star)];
        AddNamed(frame.Thread, named, starStar);
        return new StarlarkArguments(positional, [.. named]);
    }

    private static List<StarlarkValue> Spread(StarlarkThread thread, StarlarkValue star)
        => thread.Collect(star.Iterate() ?? throw Faults.Type($"argument after * must be an iterable, not {star.TypeName}: {star.TypeName} value is not iterable"), star.Length);

    private static void AddNamed(StarlarkThread thread, List<KeyValuePair<string, StarlarkValue>> named, StarlarkValue? starStar)
    {
        if (starStar is null)
        {
            return;
        }

        var mapping = starStar as StarlarkMapping ?? throw Faults.Type($"argument after ** must be a mapping, not {starStar.TypeName}");
        thread.Reserve(Footprint.Dict(mapping.Count));
        thread.Work(mapping.Count);
        foreach (var (key, value) in mapping.Entries)
        {
            named.Add(new(key is StarlarkString name ? name.Value : throw Faults.Type($"keywords must be strings, not {key.TypeName}"), value));
        }
    }
}

internal sealed class CallNode(SourcePosition position, Node callee, ArgumentNodes arguments) : Node
{
    public override StarlarkValue Evaluate(Frame frame)
    {
        var function = callee.Evaluate(frame);
        var values = arguments.Evaluate(frame, position);
        frame.Position = position;
        frame.Thread.Step();
        return StarlarkThread.Callable(function).Call(frame.Thread, values);
    }
}

/// <summary>
/// <c>x.name(...)</c> without making a bound method. A dict's entry of that name is called only if it can be:
/// <c>x.items()</c> is the method even where the data has a key "items".
/// </summary>
internal sealed class MethodCallNode(SourcePosition position, AttributeNode callee, ArgumentNodes arguments) : Node
{
    public override StarlarkValue Evaluate(Frame frame)
    {
        var receiver = callee.Target.Evaluate(frame);
        frame.Position = callee.Position;
        var thread = frame.Thread;
        var isData = Attributes.TryGetData(thread, receiver, callee.Name, out var data) && (data is StarlarkCallable || receiver is not StarlarkMapping);
        if (!isData && receiver.Methods.TryGet(callee.Name, out var method))
        {
            var methodArguments = arguments.Evaluate(frame, position);
            frame.Position = position;
            thread.Step();
            return method.Invoke(thread, receiver, methodArguments);
        }

        data ??= Attributes.Get(thread, receiver, callee.Name);
        var values = arguments.Evaluate(frame, position);
        frame.Position = position;
        thread.Step();
        return StarlarkThread.Callable(data).Call(thread, values);
    }
}
