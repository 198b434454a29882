releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Approve') {
            approval('ShipIt') {
                field 'REASON'
                field 'REASON', choices: ['a', 'b']
            }
        }
    }
}
