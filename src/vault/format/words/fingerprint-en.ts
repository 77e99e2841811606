/** 1,024 words for fingerprints, chosen from the passphrase words to be far apart. The English list of BIP 39 (Trezor and others, MIT licence), words of violence replaced by our own: see README.md here. Order is part of the format. */
export const WORDS = `
abandon ability able about absurd account accuse achieve acid acorn acoustic acquire action actress actual
adapt adjust advice aerobic affair agent airport album alien almost alpha already also always amateur
amazing amused analyst anchor ancient angry animal announce another answer antenna anxiety apology appear
approve april arch arctic area arrange arrive artefact artist artwork asset asthma athlete atom attend
attitude attract audit aunt auto autumn average avocado awake away awesome awful awkward axis baby bachelor
bagel balance balcony ball bamboo banana banner bargain base basic bean because become beef behind believe
belt benefit betray better between bicycle bike birch bird black blossom blouse blur boat body bone bonus
book border borrow boss bottom bounce brave breeze bridge brisk broccoli brown bubble buddy buffalo bulb
burst business busy buyer buzz cabbage cactus cage camera camp canal cannon capable capital captain carpet
carry cart cash casino castle catalog category caught cedar ceiling celery cement census century cereal
champion charge chat check cheese chef chicken child chimney choice chronic chuckle churn cinema cinnamon
circle citizen city civil clap clarify cliff clinic clog cloud club cluster clutch coach coconut code coin
collect combine comfort comic common company concert conduct confirm congress consider control convince cool
copy cost country couple cousin cover coyote cram crater crawl credit crew crop cross crucial cruise crystal
cube culture cupboard curious current custom daisy damage daughter dawn deal debate debris december decide
decorate deer defense degree deliver demand denial deny depart deposit deputy describe design desk despair
destroy detail detect develop diagram diamond dice diesel diet digital dignity dilemma dinosaur disagree
discover disease dish dismiss disorder display distance doctor document doll dolphin donkey door dose draft
dragon drastic draw drip drum duck dumb dune during dust duty dwarf dynamic earn easily east echo economy
edge educate effort either elder electric elephant elevator else embark embody embrace emotion employ
empower enact endless endorse energy engage enhance enjoy enlist enrich enroll entire envelope episode equal
ermine erode error erupt escape essay essence eternal ethics evidence example excess exchange exclude
execute exercise exhaust exhibit exit exotic expand expect explain extra eyebrow fabric faculty fade faith
famous fancy fantasy farm fashion fatigue favorite february federal feed female fern festival fetch figure
file filter find fiscal fitness fjord flag flash flee flip float flower fluid foam foil follow food force
forest fork fortune forward fragile frequent frog frozen fuel furnace fury gain galaxy game garden garlic
gasp gauge genre genuine gesture ghost giant gift giggle ginger giraffe girl give glacier glad glide glimpse
glow glue goblet goddess gold gorilla gospel gossip gown grab gravity grid grief grocery group guess guitar
hair half hammer hand happy harsh harvest have hawk hazard head health heavy hedgehog height helmet help
hero hidden high hill hint hire hobby hole holiday horn hospital hotel hour huge humor hundred hurdle
husband hybrid iceberg icon idea identify idle ignore illegal illness imitate immune impact impose inch
increase index indicate indoor industry infant inflict inform inhale inherit initial innocent input inquiry
insect inspire install interest into invite involve island isolate issue item ivory jacket jaguar jasmine
jazz jelly jewel jigsaw joke journey judge jump junior junk kangaroo kayak keen ketchup kick kidney kingdom
kiss kite kitten kiwi knee know labor ladder lady lagoon lake language lantern laptop latin laundry lava
lavender lawsuit leaf left legend lemon lend length leopard liar liberty library license life lilac limb
link lion liquid list little load lobster local lock lonely long loop lottery love lucky luggage lunar
luxury lyrics magnet maid mammal mandate mango mansion marine marriage mask master material matrix maximum
maze measure meat mechanic media melody menu mercy mesh message method middle midnight milk million minor
minute misery mistake mixed mixture modify monitor moon more morning mosaic mosquito mountain movie much
muffin mule multiply museum mushroom myself myth naive napkin nasty nature near neck nectar negative neglect
nephew nest neutral news nominee noodle normal north notable note nothing notice nuclear nutmeg obey object
oblige oboe obscure observe obtain obvious occur october odor offer office okay olympic omit once onion only
open opera orbit orchard ordinary organ orient original ostrich outdoor output outside oval oxygen ozone
pact palm panda paper park pass path patient patrol peace peasant pelican penalty pencil people perfect
permit person photo phrase physical picnic pigeon pilot pioneer pipe pizza planet play pledge plug poem
point pond popular portion possible practice prefer prepare present pretty primary priority private prize
problem process profit program promote proof property prosper protect provide public pudding pull pumpkin
pupil purchase purity purpose push puzzle pyramid quality quantum quarter question quiver quiz quote rabbit
raccoon race radio rail random rebuild recall receive reduce region regular relax release relief rely remain
remove renew rent reopen replace rescue resemble resist resource response retreat return reward rhythm
ribbon rich ride rigid ring riot ripple roast romance rookie room rotate rough rubber runway rural sadness
safe salmon salt salute satisfy satoshi scan scatter scheme science scissors scorpion screen script scrub
search second secret security seek sell seminar sentence series service session setup seven shadow shed
sheriff shine shop shoulder shrimp shuffle sibling siege sign silent situate size skate skin skirt slam
slender slogan slot small smoke smooth snap soda soft soldier solution solve someone soul sound spatial
speed spider split sponsor spray square squeeze squirrel stadium staff stairs stay steak step stereo stomach
stool strategy strike strong struggle student stumble style submit success suggest suit sunny sunset supply
supreme sure surprise surround survey suspect sustain swallow swim switch symbol symptom system tackle talk
tape tattoo taxi tennis term text then theory this thought throw thumb thunder tilt timber time tiny toddler
together tomato tomorrow tongue tonight tornado tortoise tourist traffic train transfer tray trigger trim
trophy trouble true trumpet tuition tuna tunnel turn twelve twenty twice twin typical ukulele umbrella
unaware uncle undo unfold unique unit universe unknown unlock unusual unveil update upgrade upon urge usage
used useful useless vacant vacuum vague valley vanish vault vehicle vendor verify vessel veteran vibrant
vicious victory video village violin virtual virus visa volcano volume voyage walnut warfare warrior weekend
wheel whisper width window woman wrestle yard yogurt zebra zinnia
`
	.trim()
	.split(/\s+/);
