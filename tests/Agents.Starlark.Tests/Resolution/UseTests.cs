namespace Agents.Starlark.Tests.Resolution;

/// <summary>What programs take their inputs for. '!' marks a kind that the program fails without.</summary>
public sealed class UseTests
{
    [Theory]
    [InlineData("x.rate > 0.5", "x.rate:Number!")]
    [InlineData("x.name < 'm'", "x.name:String!")]
    [InlineData("x.rate > ctx.limit", "x.rate:Ordered ctx.limit:Ordered")]
    [InlineData("x.status == 'bad'", "x.status:String")]
    [InlineData("x.status != None", "x.status:Unknown")]
    [InlineData("x.ok == True", "x.ok:Boolean")]
    [InlineData("x.level in ['a', 'b']", "x.level:String")]
    [InlineData("x.part in 'text'", "x.part:String!")]
    [InlineData("3 in x.codes", "x.codes:List! x.codes[0]:Number")]
    [InlineData("'a' in x.codes", "x.codes:Unknown")]
    [InlineData("not x.ok", "x.ok:Truth")]
    [InlineData("x.a and x.b > 1", "x.a:Truth x.b:Number!")]
    [InlineData("x.a or 'none'", "x.a:String")]
    [InlineData("1 if x.ok else x.other", "x.ok:Truth x.other:Unknown")]
    public void Comparison_TellsTheKind(string source, string expected) => Uses(source).ShouldBe(expected.Split(' '));

    [Theory]
    [InlineData("x.n - y", "x.n:Number! y:Number!")]
    [InlineData("x.a + x.b > 1", "x.a:Number! x.b:Number!")]
    [InlineData("'is ' + x.name", "x.name:String!")]
    [InlineData("x.a + x.b", "x.a:Unknown x.b:Unknown")]
    [InlineData("'-' * x.n", "x.n:Integer!")]
    [InlineData("'%s' % x.n", "x.n:Unknown")]
    [InlineData("-x.n", "x.n:Number!")]
    public void Arithmetic_TellsTheKind(string source, string expected) => Uses(source).ShouldBe(expected.Split(' '));

    [Theory]
    [InlineData("len(x.items)", "x.items:Sized")]
    [InlineData("sum(x.costs)", "x.costs:List! x.costs[0]:Number!")]
    [InlineData("max(x.costs)", "x.costs:List! x.costs[0]:Ordered")]
    [InlineData("max(x.n, 0)", "x.n:Number!")]
    [InlineData("any([i.bad for i in x.items])", "x.items:List! x.items[0].bad:Truth")]
    [InlineData("[i.name.lower() for i in x.items if i.score > 1]", "x.items:List! x.items[0].score:Number! x.items[0].name:String!")]
    [InlineData("[n.id for i, n in enumerate(x.items)]", "x.items:List! x.items[0].id:Unknown")]
    [InlineData("sorted(x.items, key=lambda i: i['rank'])", "x.items:List! x.items[0].rank:Ordered")]
    [InlineData("x.name.startswith('a')", "x.name:String!")]
    [InlineData("x.map.items()", "x.map:Mapping!")]
    [InlineData("', '.join(x.tags)", "x.tags:List! x.tags[0]:String!")]
    [InlineData("x.items[2].id", "x.items[2].id:Unknown")]
    [InlineData("x.text[:80]", "x.text:String")]
    [InlineData("[i.id for i in x.items[:5]]", "x.items:List x.items[0].id:Unknown")]
    [InlineData("range(x.n)", "x.n:Integer!")]
    [InlineData("hasattr(x, 'a')", "x.a:Unknown")]
    public void Call_TellsTheKind(string source, string expected) => Uses(source).ShouldBe(expected.Split(' '));

    [Theory]
    [InlineData("x.get('n', 0)", "x.n:Unknown x.n:Number")]
    [InlineData("getattr(x, 'n', 'none')", "x.n:Unknown x.n:String")]
    [InlineData("len(x.get('list', []))", "x.list:Sized x.list:List")]
    [InlineData("x.get('a', {}).get('b', False)", "x.a.b:Unknown x.a:Mapping x.a.b:Boolean")]
    [InlineData("(x.a or {}).get('b')", "x.a.b:Unknown x.a:Mapping")]
    public void Default_TellsTheKind(string source, string expected) => Uses(source).ShouldBe(expected.Split(' '));

    [Theory]
    [InlineData("a = steps.a.output\na.score > 1", "steps.a.output:Unknown steps.a.output.score:Number!")]
    [InlineData("total = 0\nfor f in x.found:\n  total += f.score\ntotal", "x.found:List! x.found[0].score:Number!")]
    [InlineData("if x.ok:\n  y = f'{x.rate:.1f} {x.name}'", "x.ok:Truth x.rate:Number! x.name:Unknown")]
    [InlineData("def f(a):\n  return a + x.n - 1\nf(x.m)", "x.n:Number! x.m:Unknown")]
    public void Statements_AreFollowedInOrder(string source, string expected) => Uses(source).ShouldBe(expected.Split(' '));

    [Fact]
    public void Equality_KeepsWhatTheTextMayBe()
    {
        var found = StarlarkProgram.ParseExpression("x.s == 'a' or x.s.lower() in ['b', 'c'] or x.s != 'd'", StarlarkDialect.Conditions).OrThrow().Uses;
        found.SelectMany(use => use.Literals).Select(literal => ((StarlarkString)literal).Value).ShouldBe(["a", "b", "c"]);
    }

    [Theory]
    [InlineData("x.y", "x.y at ")]
    [InlineData("{'a': x.y, 'b': {'c': z, 'd': len(z)}}", "x.y at a|z at b.c")]
    [InlineData("__result__ = {'a': x.y}", "x.y at a")]
    [InlineData("x.y if c else z", "x.y at |z at ")]
    public void Value_TellsWhereItsPartsComeFrom(string source, string expected)
        => StarlarkProgram.ParseProgram(source, StarlarkDialect.Programs).OrThrow().Uses.Where(use => use.PartOf is not null)
            .Select(use => $"{Path(use)} at {string.Join('.', use.PartOf!)}").ShouldBe(expected.Split('|'));

    [Fact]
    public void LongProgram_IsReadOnce()
    {
        // Were an operand visited once per comparison around it, this would not end.
        var source = string.Concat(Enumerable.Repeat("(x.a or (", 40)) + "x.b" + string.Concat(Enumerable.Repeat("))", 40));
        Uses(source).Count().ShouldBe(41);
    }

    private static IEnumerable<string> Uses(string source)
        => StarlarkProgram.ParseProgram(source, StarlarkDialect.Programs).OrThrow().Uses.Select(use => $"{Path(use)}:{use.Kind}{(use.Required ? "!" : "")}");

    private static string Path(StarlarkUse use) => new StarlarkPath(use.Segments, false, 1, 1).ToString();
}
