/** Skin care, make-up, hair, soap, teeth. */
export const cosmetics = `
sku  | ko                   | en                         | producer     |  price | stock | sells | picture                       | colours
C001 | 살결물 150ml         | Skin toner, 150 ml         | 들꽃화장품   | 18,500 |    65 |   135 | toner sky silver drop        
C002 | 인삼살결물 150ml     | Ginseng toner, 150 ml      | 새아씨화장품 | 32,000 |    38 |    80 | toner camel gold ginseng     
C003 | 물크림 150ml         | Skin lotion, 150 ml        | 들꽃화장품   | 19,800 |    58 |   115 | pumpBottle white mint flower 
C004 | 영양크림 50g         | Nourishing cream, 50 g     | 들꽃화장품   | 24,500 |    52 |   104 | creamJar white gold flower   
C005 | 인삼영양크림 50g     | Ginseng cream, 50 g        | 새아씨화장품 | 45,000 |    30 |    69 | creamJar wine gold ginseng   
C006 | 밤크림 50g           | Night cream, 50 g          | 들꽃화장품   | 26,000 |    34 |    56 | creamJar navy silver moon    
C007 | 낮크림 50g           | Day cream, 50 g            | 들꽃화장품   | 25,000 |    36 |    58 | creamJar apricot white sun   
C008 | 눈크림 20g           | Eye cream, 20 g            | 새아씨화장품 | 28,500 |    24 |    40 | smallTube lilac violet       
C009 | 미백물 30ml          | Brightening essence, 30 ml | 새아씨화장품 | 36,000 |    22 |    45 | dropperBottle ivory gold     
C010 | 햇빛방지크림 60g     | Sun cream, 60 g            | 들꽃화장품   | 22,000 |    46 |    84 | tube yellow orange sun       
C011 | 손크림 80g           | Hand cream, 80 g           | 들꽃화장품   |  6,500 |    90 |   146 | tube pink white flower       
C012 | 얼굴물비누 150g      | Facial wash, 150 g         | 들꽃화장품   |  9,800 |    60 |   118 | tube mint teal drop          
C013 | 영양미안막 10장      | Sheet masks, 10            | 새아씨화장품 | 14,000 |    48 |    87 | faceMask mint rose           
C014 | 화장지움물 200ml     | Make-up remover, 200 ml    | 들꽃화장품   | 12,500 |    35 |    63 | toner lilac white flower     
C020 | 분크림 30g           | Foundation, 30 g           | 새아씨화장품 | 27,000 |    40 |    79 | foundation * gold             | apricot, beige
C021 | 압축분               | Pressed powder             | 새아씨화장품 | 23,000 |    36 |    68 | compact gold apricot         
C022 | 볼연지               | Blusher                    | 새아씨화장품 | 16,500 |    28 |    47 | blusher * black               | pink, coral
C023 | 입술연지             | Lipstick                   | 새아씨화장품 | 15,000 |    75 |   128 | lipstick * gold               | red, rose, coral, wine
C024 | 입술기름             | Lip balm                   | 들꽃화장품   |  4,500 |    85 |   112 | lipBalm green pink           
C025 | 눈썹연필             | Eyebrow pencil             | 새아씨화장품 |  7,200 |    60 |    89 | pencil * gold                 | brown, black
C026 | 눈등분               | Eye shadow                 | 새아씨화장품 | 19,000 |    26 |    43 | eyeShadow black              
C027 | 속눈썹먹             | Mascara                    | 새아씨화장품 | 14,500 |    30 |    53 | mascara black gold           
C028 | 손톱물감             | Nail varnish               | 새아씨화장품 |  5,800 |    48 |    57 | nailVarnish * black           | red, lilac, mint
C029 | 꽃향수 30ml          | Flower perfume, 30 ml      | 들꽃화장품   | 48,000 |    20 |    35 | perfume pink gold            
C030 | 솔향수 30ml          | Pine perfume, 30 ml        | 들꽃화장품   | 46,000 |    16 |    24 | perfumeTall mint silver      
C040 | 머리물비누 500ml     | Shampoo, 500 ml            | 비누방울     |  8,900 |   110 |   292 | shampoo teal white hair      
C041 | 창포머리물비누 400ml | Sweet flag shampoo, 400 ml | 비누방울     | 11,500 |    54 |   108 | shampoo green gold leaf      
C042 | 머리영양물 500ml     | Hair conditioner, 500 ml   | 비누방울     |  9,400 |    70 |   138 | shampoo rose white flower    
C043 | 머리기름 100ml       | Hair oil, 100 ml           | 비누방울     | 12,000 |    30 |    41 | dropperBottle mustard black  
C044 | 머리물감             | Hair dye                   | 비누방울     | 10,500 |    34 |    61 | dyeBox * white hair           | black, brown
C045 | 세수비누             | Toilet soap                | 비누방울     |  1,800 |   240 |   430 | soap pink                    
C046 | 빨래비누             | Laundry soap               | 비누방울     |  1,500 |   210 |   408 | laundrySoap sky              
C047 | 몸물비누 500ml       | Body wash, 500 ml          | 비누방울     |  8,400 |    75 |   152 | pumpBottle apricot coral drop
C048 | 손세정물비누 300ml   | Hand wash, 300 ml          | 비누방울     |  5,200 |    68 |   158 | foamPump sky white           
C049 | 세탁가루비누 1kg     | Washing powder, 1 kg       | 비누방울     |  6,800 |    95 |   302 | detergentBox blue yellow     
C050 | 치약                 | Toothpaste                 | 비누방울     |  3,200 |   190 |   436 | toothpaste mint red          
C051 | 아이치약             | Children's toothpaste      | 비누방울     |  2,900 |    80 |   130 | toothpaste pink yellow       
C052 | 칫솔                 | Toothbrush                 | 비누방울     |  1,600 |   260 |   374 | toothbrush * white            | blue, rose, green
C053 | 머리빗               | Comb                       | 한땀바느질   |  2,400 |    70 |    82 | comb camel                   
C054 | 솔빗                 | Hairbrush                  | 한땀바느질   |  6,200 |    40 |    51 | hairbrush rose black         
C055 | 손거울               | Hand mirror                | 한땀바느질   |  5,500 |    34 |    38 | handMirror * silver           | pink, teal
C056 | 화장솜 80장          | Cotton pads, 80            | 비누방울     |  2,600 |   100 |   144 | cottonPads white sky         
C057 | 면봉 200개           | Cotton buds, 200           | 비누방울     |  1,900 |   110 |   136 | cottonBuds sky white         
C058 | 휴지 10개            | Toilet rolls, 10           | 비누방울     |  9,500 |   130 |   484 | toiletRolls white mint       
C059 | 얼굴수건             | Face towel                 | 은실옷공장   |  4,800 |    85 |   148 | towel * white                 | mint, apricot
`
