releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Approve') {
            approval('ShipIt') {
                field 'WAVE', choices: ['small', 'all'], defaultValue: 'none'
            }
        }
    }
}
