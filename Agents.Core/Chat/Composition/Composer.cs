using System.Globalization;
using System.Text.RegularExpressions;
using Agents.Core.Chat.Descriptions;
using Agents.Core.Formats;
using Agents.Core.Json;

namespace Agents.Core.Chat.Composition;

/// <summary>Makes a definition in the state-machine format of what a description says. The same description always gives the same definition.</summary>
internal sealed partial class Composer
{
    private const int LongestDescription = 300;

    private readonly Sketch _sketch;
    private readonly InputSketches _inputs;
    private readonly AgentSketches _agents = new();
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly List<string> _tasks = [];

    private Composer(Sketch sketch)
    {
        _sketch = sketch;
        _inputs = new InputSketches(sketch);
        _taken.UnionWith(sketch.Inputs);
    }

    public static JsonObject Compose(Sketch sketch) => new Composer(sketch).Compose();

    private JsonObject Compose()
    {
        var block = new List<StateSketch>();
        var cron = _sketch.Schedule is { } time
            ? new StateSketch(StateNames.Unique("schedule", _taken), "cron").With("cron", time.Cron).With("timezone", time.Timezone)
            : null;
        if (cron is not null)
        {
            block.Add(cron);
        }

        var body = Sequence(block, _sketch.Steps, null);
        if (cron is not null)
        {
            cron.Targets["next"] = body.Entry;
        }

        var states = Close(block, body);
        var title = Title();
        var workflow = new JsonObjectBuilder();
        workflow.Set("id", WorkflowId.Slug(title.ToLowerInvariant()));
        workflow.Set("name", title);
        workflow.Set("version", "1.0");
        workflow.Set("description", _sketch.Text.Length > LongestDescription ? $"{Cut(_sketch.Text)}…" : _sketch.Text);
        workflow.Set("tags", JsonArray.Create("chat"));
        if (_sketch.Environment.Count > 0)
        {
            workflow.Set("environment", JsonArray.From(_sketch.Environment.Select(static name => (JsonValue)name)));
        }

        if (_inputs.ToSchema() is { } schema)
        {
            workflow.Set("inputSchema", schema);
        }

        if (_agents.ToJson() is { Count: > 0 } agents)
        {
            workflow.Set("agents", agents);
        }

        workflow.Set("states", states);
        return workflow.Build();
    }

    // Never in the middle of a surrogate pair.
    private static string Cut(string text) => char.IsHighSurrogate(text[LongestDescription - 1]) ? text[..(LongestDescription - 1)] : text[..LongestDescription];

    private string Title() => _tasks switch
    {
        [] => "Workflow",
        [var only] => StateNames.Title(only),
        [var first, .., var last] => $"{StateNames.Title(first)} and {StateNames.Title(last).ToLowerInvariant()}",
    };

    // What leads on where nothing comes any more, ends there.
    private JsonArray Close(List<StateSketch> block, Fragment body)
    {
        var open = body.Exits.Where(static exit => exit.Key != "next").ToList();
        if (open.Count > 0)
        {
            var done = new StateSketch(StateNames.Unique("done", _taken), "end");
            open.ForEach(exit => exit.State.Targets[exit.Key] = done.Name);
            block.Add(done);
        }

        return JsonArray.From(block.Select(static state => (JsonValue)state.ToJson()));
    }

    private JsonObject Block(IReadOnlyList<SketchStep> steps, Material? material)
    {
        var block = new List<StateSketch>();
        return JsonObject.Of(("states", Close(block, Sequence(block, steps, material))));
    }

    private Fragment Sequence(List<StateSketch> block, IReadOnlyList<SketchStep> steps, Material? material)
    {
        Fragment? whole = null;
        foreach (var (at, step) in steps.Index())
        {
            var fragment = Emit(block, step, whole is null ? material : whole.Material, ListMadeFor(steps, at));
            foreach (var exit in whole?.Exits ?? [])
            {
                exit.State.Targets[exit.Key] = fragment.Entry;
            }

            whole = fragment with { Entry = whole?.Entry ?? fragment.Entry };
        }

        return whole!;
    }

    private Fragment Emit(List<StateSketch> block, SketchStep step, Material? material, string? list) => step switch
    {
        TaskStep task => Task(block, task.Text, material, list),
        ApprovalStep approval => Approval(block, approval, material),
        ParallelStep parallel => Parallel(block, parallel, material),
        ChoiceStep choice => Choice(block, choice, material),
        EachStep each => Each(block, each, material),
        WaitStep wait => Wait(block, wait, material),
        _ => throw new InvalidOperationException($"No state for {step.GetType().Name}."),
    };

    private Fragment Task(List<StateSketch> block, string text, Material? material, string? list)
    {
        var name = Name(StateNames.OfTask(text, _inputs.Names));
        _tasks.Add(name);
        var agent = list is null ? _agents.Of(Role.Of(text)) : _agents.WithList(Role.Of(text), list);
        var state = new StateSketch(name, "agent").With("agent", agent).With("task", Sentence(text));
        AddInput(state, material);
        block.Add(state);
        return new Fragment(name, [new Exit(state, "next")], Material.Of(name));
    }

    private Fragment Approval(List<StateSketch> block, ApprovalStep step, Material? material)
    {
        var state = new StateSketch(Name("approval"), "human_approval").With("title", "Approve?").With("message", Sentence(step.Text));
        if (material is not null && StepOutput().IsMatch(material.Expression))
        {
            state.With("summaryPath", material.Expression);
        }

        block.Add(state);
        IReadOnlyList<Exit> exits = [new Exit(state, "next")];
        if (step.Rejected.Count > 0)
        {
            var approved = Way(block, step.Approved, state, "next", material);
            var rejected = Way(block, step.Rejected, state, "onReject", material);
            exits = [.. approved.Exits, .. rejected.Exits];
            material = Merged(rejected, approved, material);
        }

        return new Fragment(state.Name, exits, material?.Kept);
    }

    private Fragment Parallel(List<StateSketch> block, ParallelStep step, Material? material)
    {
        var name = Name("parallel");
        var branches = step.Branches.Select(branch => Block(branch, material?.Kept)).ToList();
        var state = new StateSketch(name, "parallel").With("branches", JsonArray.From(branches.Select(static branch
            => (JsonValue)JsonObject.Of(("name", ((JsonObject)((JsonArray)branch["states"])[0])["name"]), ("states", branch["states"])))));
        block.Add(state);
        return new Fragment(name, [new Exit(state, "next")], Material.Of(name));
    }

    private Fragment Each(List<StateSketch> block, EachStep step, Material? material)
    {
        var (one, many) = Item(step.Item);
        var name = Name($"each_{one}");
        var made = _agents.ListOf(many, block);
        if (made is null)
        {
            _inputs.AddList(many);
            _taken.Add(many);
        }

        var item = _taken.Contains(one) || StateNames.IsReserved(one) ? "item" : one;
        var body = Block(step.Steps, new Material(item, item, IsBefore: false));
        var state = new StateSketch(name, "foreach")
            .With("itemsPath", made is null ? $"$.{many}" : $"steps.{made}.output.{many}").With("itemName", item).With("maxConcurrency", 4L).With("outputAggregation", "array").With("iterator", body);
        block.Add(state);
        return new Fragment(name, [new Exit(state, "next")], Material.Of(name));
    }

    private Fragment Wait(List<StateSketch> block, WaitStep step, Material? material)
    {
        var (count, unit) = step.Duration.TotalSeconds switch
        {
            var seconds when seconds % 3_600 == 0 => (seconds / 3_600, "h"),
            var seconds when seconds % 60 == 0 => (seconds / 60, "m"),
            var seconds => (seconds, "s"),
        };
        var state = new StateSketch(Name("wait"), "timer").With("duration", $"{count.ToString(CultureInfo.InvariantCulture)}{unit}");
        block.Add(state);
        return new Fragment(state.Name, [new Exit(state, "next")], material?.Kept);
    }

    private Fragment Choice(List<StateSketch> block, ChoiceStep step, Material? material)
    {
        var given = Compared(step.Condition, material);
        var check = given is null ? Check(block, step.Condition, material) : null;
        var route = new StateSketch(Name($"if_{StateNames.OfTask(step.Condition, [])}"), "switch") { Condition = given ?? $"steps.{check!.Name}.output.answer" };
        block.Add(route);
        if (check is not null)
        {
            check.Targets["next"] = route.Name;
        }

        var (then, otherwise) = (Way(block, step.Then, route, "if", material), Way(block, step.Else, route, "defaultNext", material));
        var entry = check?.Name ?? route.Name;
        return new Fragment(entry, [.. then.Exits, .. otherwise.Exits], Merged(then, otherwise, material));
    }

    private StateSketch Check(List<StateSketch> block, string condition, Material? material)
    {
        var check = new StateSketch(Name($"check_{StateNames.OfTask(condition, [])}"), "agent").With("agent", _agents.Judge()).With("task", $"Is this true? {Sentence(condition)}");
        AddInput(check, material);
        block.Add(check);
        return check;
    }

    private Fragment Way(List<StateSketch> block, IReadOnlyList<SketchStep> steps, StateSketch route, string key, Material? material)
    {
        if (steps.Count == 0)
        {
            return new Fragment("", [new Exit(route, key)], material?.Kept);
        }

        var way = Sequence(block, steps, material?.Kept);
        route.Targets[key] = way.Entry;
        return way;
    }

    // After two ways there is what the one that was taken made.
    private static Material? Merged(Fragment then, Fragment otherwise, Material? before)
    {
        var (first, second) = (then.Material, otherwise.Material);
        if (first is null || second is null || first.Expression == second.Expression)
        {
            return first?.Expression == second?.Expression ? first?.Kept : before?.Kept;
        }

        return first.IsBefore && second.IsBefore ? first with { Expression = Either(first, second) } : new Material("material", Either(first, second), IsBefore: false);
    }

    private static string Either(Material first, Material second)
    {
        var (one, other) = StepOutput().IsMatch(first.Expression) ? (first, second) : (second, first);
        return StepOutput().Match(one.Expression) is { Success: true } step ? $"({one.Expression} if hasattr(steps, '{step.Groups["step"].Value}') else {other.Expression})" : first.Expression;
    }

    // "the amount is over 100" of something that is given needs no judge.
    private string? Compared(string condition, Material? material)
    {
        var match = Comparison().Match(condition);
        var name = StateNames.Slug(match.Groups["name"].Value);
        if (!match.Success || name.Length == 0 || StateNames.IsReserved(name) || !(_inputs.Names.Contains(name) || (material is null && !_taken.Contains(name))))
        {
            return null;
        }

        _inputs.AddNumber(name);
        _taken.Add(name);
        var sign = match.Groups["than"].Value.ToLowerInvariant() switch
        {
            "over" or "above" or "more than" or "greater than" or "higher than" or "larger than" or "bigger than" or ">" => ">",
            "at least" or ">=" => ">=",
            "at most" or "<=" => "<=",
            "equal to" or "equals" or "=" or "==" => "==",
            _ => "<",
        };
        return $"input.{name} {sign} {match.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal)}";
    }

    private static string? ListMadeFor(IReadOnlyList<SketchStep> steps, int at)
    {
        for (var next = at + 1; next < steps.Count; next++)
        {
            if (steps[next] is EachStep each)
            {
                var (one, many) = Item(each.Item);
                return Mentions(steps[at], one, many) && !steps.Skip(at + 1).Take(next - at - 1).Any(step => Mentions(step, one, many)) ? many : null;
            }
        }

        return null;
    }

    private static bool Mentions(SketchStep step, string one, string many)
        => step is TaskStep task && StateNames.Slug(task.Text) is var words && ($"_{words}_".Contains($"_{many}_", StringComparison.Ordinal) || $"_{words}_".Contains($"_{one}_", StringComparison.Ordinal));

    private static (string One, string Many) Item(string item)
    {
        var one = StateNames.Singular(StateNames.Slug(item));
        one = one.Length == 0 ? "item" : one;
        return (one, StateNames.Plural(one));
    }

    private string Name(string wanted) => StateNames.Unique(wanted, _taken);

    private static void AddInput(StateSketch state, Material? material)
    {
        if (material is { IsBefore: false })
        {
            state.With("input", JsonObject.Of((material.Key, material.Template)));
        }
    }

    private string Sentence(string text)
    {
        var filled = InputMentions.Fill(text, [.. _inputs.Names]);
        return filled.Length > 0 && char.IsLower(filled[0]) ? char.ToUpperInvariant(filled[0]) + filled[1..] : filled;
    }

    [GeneratedRegex(@"^steps\.(?<step>[\p{L}\p{Nd}_]+)\.output$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex StepOutput();

    [GeneratedRegex(
        @"^(?:the )?(?<name>[\p{L}_]+) (?:is )?(?<than>over|above|more than|greater than|higher than|larger than|bigger than|at least|at most|below|under|less than|lower than|smaller than|equal to|equals|>=|<=|>|<|==?) ?[$€£]? ?(?<number>\d{1,12}(?:\.\d{1,6})?)(?: ?(?:€|dollars|euros|usd|eur|%|percent))?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Comparison();
}
